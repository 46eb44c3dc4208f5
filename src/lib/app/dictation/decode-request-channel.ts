import type { DecodeRequestChannel } from '../../protocol/listener';

/** The two ends of a line for requests: one for the listener, one for the inference worker. */
export function newDecodeRequestChannel(): {
  readonly listener: DecodeRequestChannel;
  readonly inference: DecodeRequestChannel;
} {
  const { port1, port2 } = new MessageChannel();
  const calledOff = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
  return { listener: { port: port1, calledOff }, inference: { port: port2, calledOff } };
}
