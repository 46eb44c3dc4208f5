import { isRecord } from '../../../core/is-record';
import type { WordErrors } from '../../../core/metrics/word-errors';
import type {
  BenchmarkRun,
  DictationMeasurement,
  FileMeasurement,
  MeasuredSetup,
  ReferenceClip,
} from '../../../core/performance/measurements';
import { deviceKey, type KeyValueStore } from '../../browser/own-store';

const KEY = deviceKey('benchmark-runs');
const MAX_RUNS = 20;
/** The browser keeps some millions of characters for all settings together. */
const MAX_CHARACTERS = 1_000_000;

/** The runs that this device has kept, the newest first. */
export function readRuns(store: KeyValueStore | null): readonly BenchmarkRun[] {
  const json = parsed(store?.getItem(KEY) ?? '[]');
  return Array.isArray(json) ? json.map(toRun).filter((run) => run !== null) : [];
}

/** @returns those that are kept, without the oldest where there are too many */
export function keepRun(
  store: KeyValueStore | null,
  run: BenchmarkRun,
  others: readonly BenchmarkRun[],
): readonly BenchmarkRun[] {
  let kept = [run, ...others].slice(0, MAX_RUNS);
  let text = JSON.stringify(kept);
  while (text.length > MAX_CHARACTERS && kept.length > 1) {
    kept = kept.slice(0, -1);
    text = JSON.stringify(kept);
  }
  store?.setItem(KEY, text);
  return kept;
}

function toRun(json: unknown): BenchmarkRun | null {
  if (!isRecord(json)) return null;
  const { startedAt, files, dictations, memoryBytes } = json;
  const setup = toSetup(json['setup']);
  if (!isNumber(startedAt) || !setup || !Array.isArray(files) || !Array.isArray(dictations)) return null;
  return {
    startedAt,
    setup,
    files: files.map(toFile).filter((each) => each !== null),
    dictations: dictations.map(toDictation).filter((each) => each !== null),
    memoryBytes: numberOrNull(memoryBytes),
  };
}

function toSetup(json: unknown): MeasuredSetup | null {
  if (!isRecord(json)) return null;
  const { version, modelId, device, adapter, threads } = json;
  if (device !== 'wasm' && device !== 'webgpu') return null;
  if (typeof version !== 'string' || typeof modelId !== 'string' || !isNumber(threads)) return null;
  return { version, modelId, device, adapter: typeof adapter === 'string' ? adapter : null, threads };
}

function toFile(json: unknown): FileMeasurement | null {
  if (!isRecord(json)) return null;
  const { processingSeconds, text } = json;
  const [clip, errors] = [toClip(json['clip']), toErrors(json['errors'])];
  if (!clip || !errors || !isNumber(processingSeconds) || typeof text !== 'string') return null;
  return { clip, processingSeconds, text, errors };
}

function toDictation(json: unknown): DictationMeasurement | null {
  if (!isRecord(json)) return null;
  const { text, firstWordMs, decodedMs, finalMs } = json;
  const [clip, errors] = [toClip(json['clip']), toErrors(json['errors'])];
  if (!clip || !errors || typeof text !== 'string') return null;
  return {
    ...{ clip, text, errors },
    firstWordMs: numberOrNull(firstWordMs),
    decodedMs: numberOrNull(decodedMs),
    finalMs: numberOrNull(finalMs),
  };
}

function toClip(json: unknown): ReferenceClip | null {
  if (!isRecord(json)) return null;
  const { id, language, text, seconds } = json;
  if (language !== 'en' && language !== 'fr') return null;
  return typeof id === 'string' && typeof text === 'string' && isNumber(seconds)
    ? { id, language, text, seconds }
    : null;
}

function toErrors(json: unknown): WordErrors | null {
  if (!isRecord(json)) return null;
  const { errors, words } = json;
  return isNumber(errors) && isNumber(words) ? { errors, words } : null;
}

function numberOrNull(value: unknown): number | null {
  return isNumber(value) ? value : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
