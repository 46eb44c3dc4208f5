import type { WhisperDimensions } from '../checkpoint/dimensions';
import type { KeptModel, ModelSource } from './kept-model';
import { isRecord } from '../is-record';

const SOURCES: readonly ModelSource[] = ['app', 'catalogue', 'import'];

/**
 * Reads what was written beside a model. It lies on a disk: nothing of it is believed unseen.
 *
 * @param id of the model, by its file's name
 * @param sizeBytes of its file
 * @returns null where anything is not as it must be; then the facts are made from the file
 */
export function parseKeptModel(json: unknown, id: string, sizeBytes: number): KeptModel | null {
  if (!isRecord(json) || json['id'] !== id || json['sizeBytes'] !== sizeBytes) return null;
  const { name, verifiedBy, sha256, keptMs } = json;
  const source = SOURCES.find((each) => each === json['source']);
  const dimensions = parseDimensions(json['dimensions']);
  const languages = parseLanguages(json['languages']);
  if (typeof name !== 'string' || !source || !dimensions || languages === undefined) return null;
  return {
    ...{ id, name, sizeBytes, dimensions, languages, source },
    sha256: typeof sha256 === 'string' ? sha256 : null,
    verifiedBy: verifiedBy === 'sha256' ? 'sha256' : 'shapes',
    keptMs: typeof keptMs === 'number' ? keptMs : null,
    ...(json['bits'] === 16 && { bits: 16 }),
  };
}

function parseDimensions(json: unknown): WhisperDimensions | null {
  if (!isRecord(json)) return null;
  const dimensions = {
    vocabularySize: count(json['vocabularySize']),
    audioContext: count(json['audioContext']),
    audioState: count(json['audioState']),
    audioHeads: count(json['audioHeads']),
    audioLayers: count(json['audioLayers']),
    textContext: count(json['textContext']),
    textState: count(json['textState']),
    textHeads: count(json['textHeads']),
    textLayers: count(json['textLayers']),
    melBands: count(json['melBands']),
  };
  return Object.values(dimensions).includes(0) ? null : dimensions;
}

/** 0 for what is no count. */
function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Undefined for what is neither a list of codes nor null. */
function parseLanguages(json: unknown): readonly string[] | null | undefined {
  if (json === null) return null;
  if (!Array.isArray(json)) return undefined;
  const codes = json.filter((each) => typeof each === 'string');
  return codes.length === json.length ? codes : undefined;
}
