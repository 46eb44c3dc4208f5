import { yieldToMessages } from '../../../runtime/yield-to-messages';

interface WaitingCall {
  readonly start: () => Promise<void>;
  readonly fail: (reason: unknown) => void;
}

/** Calls of one user that take their turn with the engine together: an engine makes one step of them. */
export class JointTurns {
  #waiting: WaitingCall[] = [];
  #isWaiting = false;

  /**
   * @param takeTurn runs what it is given when the engine is free
   * @param isAlone nobody else will call: nobody is waited for
   */
  constructor(
    private readonly takeTurn: (turn: () => Promise<void>) => Promise<void>,
    private readonly isAlone: () => boolean,
  ) {}

  /** @throws what `call` and `takeTurn` throw */
  take<Result>(call: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, fail) => {
      this.#waiting.push({ start: () => call().then(resolve, fail), fail });
      if (!this.#isWaiting) void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    this.#isWaiting = true;
    // Those whom the last turn has answered ask for their next step before it is a message's turn.
    if (!this.isAlone()) await yieldToMessages();
    try {
      await this.takeTurn(() => {
        this.#isWaiting = false;
        return Promise.all(this.#waiting.splice(0).map(({ start }) => start())).then(() => undefined);
      });
    } catch (thrown) {
      this.#isWaiting = false;
      for (const { fail } of this.#waiting.splice(0)) fail(thrown);
    }
  }
}
