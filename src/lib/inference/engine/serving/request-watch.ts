import type { TimedRequest } from '../../../core/streaming/decode-request';
import type { DecodeRequestChannel } from '../../../protocol/listener';

/** Sees whether the request that is being decoded is called off. */
export class RequestWatch {
  #serial = 0;

  constructor(private readonly calledOff: DecodeRequestChannel['calledOff']) {}

  readonly begin = ({ serial }: TimedRequest): void => {
    this.#serial = serial;
  };

  readonly isCalledOff = (): boolean =>
    this.calledOff !== null && Atomics.load(this.calledOff, 0) === this.#serial;
}
