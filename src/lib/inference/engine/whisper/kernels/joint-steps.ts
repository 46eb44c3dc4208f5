import { AppError } from '../../../../core/errors';
import type { DecoderSteps, FedTokens, StepOutput } from './decoder-steps';

/** Rows of a step at most, unless one call alone has more: so many logits are 13 MB of base. */
const MOST_ROWS = 64;

interface WaitingCall {
  readonly part: FedTokens;
  /** Reads what is wanted of the output. @returns what tells the caller */
  readonly read: (output: StepOutput) => () => void;
  readonly fail: (reason: unknown) => void;
}

/** Calls of several decoders that come at once are one step: the weights are read once for all of them. */
export class JointSteps {
  #waiting: WaitingCall[] = [];
  #isRunning = false;

  /** @param breathe awaited after each step: what it throws fails all of the step's calls */
  constructor(
    private readonly steps: DecoderSteps,
    private readonly breathe: () => Promise<void>,
  ) {}

  /**
   * A step of some rows, together with those that others ask for in the same breath, or while a step runs.
   *
   * @param read what the caller wants of the output, which the next step writes over
   * @throws what DecoderSteps, `read` and `breathe` throw
   */
  take<Result>(part: FedTokens, read: (output: StepOutput) => Result): Promise<Result> {
    return new Promise((resolve, fail) => {
      const readAll = (output: StepOutput) => {
        const result = read(output);
        return () => resolve(result);
      };
      this.#waiting.push({ part, read: readAll, fail });
      if (!this.#isRunning) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    // Those who call in the same breath come first.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#run(this.#next());
    this.#isRunning = false;
  }

  #next(): readonly WaitingCall[] {
    let rows = 0;
    const end = this.#waiting.findIndex(({ part }) => (rows += part.tokens.length) > MOST_ROWS);
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : Math.max(1, end));
  }

  /** Where there is no room for all of them together, one by one. */
  async #run(calls: readonly WaitingCall[]): Promise<void> {
    try {
      const outputs = this.steps.run(calls.map(({ part }) => part));
      const tell = outputs.map((output, index) => calls[index]?.read(output));
      await this.breathe();
      tell.forEach((each) => each?.());
    } catch (thrown) {
      const isTooMuch = thrown instanceof AppError && thrown.code === 'out-of-memory' && calls.length > 1;
      if (isTooMuch) for (const call of calls) await this.#run([call]);
      else calls.forEach(({ fail }) => fail(thrown));
    }
  }
}
