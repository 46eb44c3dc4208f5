import type { DayRecord, EngineSetup } from '../core/metrics/day-record';
import type { DrainedMarks } from '../core/metrics/mark-ring';
import type { EngineDescription } from './loading';

/** Marks of one setup. */
export interface MarkBatch extends DrainedMarks {
  readonly setup: EngineSetup;
}

/** What any thread sends to the thread "metrics": the page, and others over a port of their own. */
export type MarkRequests = {
  marks: { request: readonly MarkBatch[]; response: null; event: never };
};

/** What the page asks the thread "metrics". */
export type MetricsRequests = {
  /** @param version of the app */
  marks: {
    request: { readonly version: string; readonly batches: readonly MarkBatch[] };
    response: null;
    event: never;
  };
  /** Takes marks from another thread, as MarkRequests, as long as there is one at the other end. */
  listen: { request: { readonly version: string; readonly port: MessagePort }; response: null; event: never };
  /** One record for each key of all that has come so far, ascending by day. */
  days: { request: null; response: readonly DayRecord[]; event: never };
  /** Writes what has come so far. Never fails: where nothing can be kept it stays in memory. */
  keep: { request: null; response: null; event: never };
};

/** Asked of a thread that marks. */
export type MarkSourceRequests = {
  /** Marks go to that port, as MarkRequests, those of before too. */
  'send-marks': { request: { readonly port: MessagePort }; response: null; event: never };
};

/** What a model runs on, as figures are kept by it. */
export function engineSetup({
  model,
  device,
  adapter,
}: Pick<EngineDescription, 'model' | 'device' | 'adapter'>): EngineSetup {
  const name = adapter && [adapter.vendor, adapter.architecture].filter((part) => part !== '').join(' ');
  return { modelId: model.id, device, adapter: name };
}
