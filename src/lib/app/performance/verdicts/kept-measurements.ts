import { ERROR_CODES } from '../../../core/errors';
import { isRecord } from '../../../core/is-record';
import { MEASURING_METHODS, type MeasuringMethod } from '../../../core/performance/criteria';
import type { CriterionStep } from '../../../core/performance/criterion-steps';
import type { MeasuredSetup } from '../../../core/performance/measurements';
import { deviceKey, type KeyValueStore } from '../../browser/own-store';

const KEY = deviceKey('go-no-go');

/** The steps of one method that were taken, by which setup. */
export interface KeptMeasurement {
  readonly setup: MeasuredSetup;
  /** When the last of the steps was taken; milliseconds since 1970. */
  readonly measuredAt: number;
  readonly steps: readonly CriterionStep[];
  readonly isDone: boolean;
}

export interface KeptMeasurements {
  readonly methods: Readonly<Partial<Record<MeasuringMethod, KeptMeasurement>>>;
  /** What is still to be measured of what was asked for. */
  readonly queue: readonly MeasuringMethod[];
  /** How often a page that was opened has gone on by itself since a step was last finished. */
  readonly resumes: number;
}

const NOTHING: KeptMeasurements = { methods: {}, queue: [], resumes: 0 };

export function keepMeasurements(store: KeyValueStore | null, kept: KeptMeasurements): void {
  store?.setItem(KEY, JSON.stringify(kept));
}

/** What was kept can be changed by hand, or come from another version: what is odd is measured again. */
export function keptMeasurements(store: KeyValueStore | null): KeptMeasurements {
  try {
    const json: unknown = JSON.parse(store?.getItem(KEY) ?? 'null');
    if (!isRecord(json)) return NOTHING;
    const { methods, queue, resumes } = json;
    return {
      methods: isRecord(methods) ? parsedMethods(methods) : {},
      queue: Array.isArray(queue) ? MEASURING_METHODS.filter((each) => queue.includes(each)) : [],
      resumes: number(resumes) ?? 0,
    };
  } catch {
    return NOTHING;
  }
}

function parsedMethods(json: Readonly<Record<string, unknown>>): KeptMeasurements['methods'] {
  const found: Partial<Record<MeasuringMethod, KeptMeasurement>> = {};
  for (const method of MEASURING_METHODS) {
    const kept = parsedMeasurement(json[method]);
    if (kept) found[method] = kept;
  }
  return found;
}

function parsedMeasurement(json: unknown): KeptMeasurement | null {
  if (!isRecord(json) || !Array.isArray(json['steps'])) return null;
  const setup = parsedSetup(json['setup']);
  const measuredAt = number(json['measuredAt']);
  const steps = json['steps'].map(parsedStep).filter((step) => step !== null);
  if (!setup || measuredAt === null || steps.length < json['steps'].length) return null;
  return { setup, measuredAt, steps, isDone: json['isDone'] === true };
}

function parsedSetup(json: unknown): MeasuredSetup | null {
  if (!isRecord(json)) return null;
  const { version, modelId, device, adapter } = json;
  const threads = number(json['threads']);
  if (typeof version !== 'string' || typeof modelId !== 'string' || threads === null) return null;
  if (device !== 'wasm' && device !== 'webgpu') return null;
  if (typeof adapter !== 'string' && adapter !== null) return null;
  return { version, modelId, device, adapter, threads };
}

function parsedStep(json: unknown): CriterionStep | null {
  if (!isRecord(json)) return null;
  const [value, errors, words] = [number(json['value']), number(json['errors']), number(json['words'])];
  const [realTimeFactor, missingRun] = [number(json['realTimeFactor']), number(json['missingRun'])];
  const { kind, text } = json;
  const code = ERROR_CODES.find((each) => each === json['code']);
  if (kind === 'unknown' || kind === 'nothing') return { kind };
  if (kind === 'value' && value !== null) return { kind, value };
  if (kind === 'text' && typeof text === 'string') return { kind, text };
  if (kind === 'failed' && code) return { kind, code };
  if (errors === null || words === null) return null;
  if (kind === 'errors') return { kind, errors, words };
  if (kind !== 'long' || realTimeFactor === null || missingRun === null) return null;
  return { kind, errors, words, realTimeFactor, missingRun };
}

function number(json: unknown): number | null {
  return typeof json === 'number' && Number.isFinite(json) && json >= 0 ? json : null;
}
