import { CancelledError } from '../../core/errors';
import type { TimedTurn, TurnLine } from '../../protocol/listener';

/** Sees whether the turn that is being decoded is called off. */
export class TurnWatch {
  #serial = 0;

  constructor(private readonly calledOff: TurnLine['calledOff']) {}

  readonly begin = ({ serial }: TimedTurn): void => {
    this.#serial = serial;
  };

  /** @throws CancelledError if it is */
  readonly check = (): void => {
    if (this.calledOff && Atomics.load(this.calledOff, 0) === this.#serial) throw new CancelledError();
  };
}
