import type { PublishedWordErrors } from '../../core/models/catalogue-entry';
import type { KeptModel } from '../../core/models/kept-model';
import { catalogueEntry } from '../../core/models/model-catalogue';
import { parseKeptModel } from '../../core/models/parse-kept-model';
import { SHIPPED_MODEL } from '../../core/models/shipped-model';
import { deviceKey, type KeyValueStore } from '../browser/own-store';

/** What the catalogue calls the model of the app. */
const SHIPPED_ENTRY = 'ggml-base-q8_0';

const KEY = deviceKey('known-models');

/** The model of the app, which is chosen from before it is here. */
export const SHIPPED: KeptModel = {
  ...SHIPPED_MODEL,
  dimensions: requireDimensions(SHIPPED_ENTRY),
  languages: null,
  source: 'app',
  sha256: null,
  verifiedBy: 'sha256',
  keptMs: null,
};

/** What somebody has published of a model's word errors; none of one that the catalogue does not know. */
export function publishedErrors(modelId: string): readonly PublishedWordErrors[] {
  return catalogueEntry(modelId === SHIPPED.id ? SHIPPED_ENTRY : modelId)?.wordErrors ?? [];
}

/** The models of this device as they were when a page looked last: looking again takes a worker. */
export class KnownModels {
  /** @param store null where the browser keeps nothing */
  constructor(private readonly store: KeyValueStore | null) {}

  /** The model of the app is among them. */
  read(): readonly KeptModel[] {
    return withShipped(parsed(this.store?.getItem(KEY) ?? '[]'));
  }

  /** @returns what `read` will give */
  write(models: readonly KeptModel[]): readonly KeptModel[] {
    this.store?.setItem(KEY, JSON.stringify(models));
    return withShipped(models);
  }
}

function withShipped(models: readonly KeptModel[]): readonly KeptModel[] {
  return models.some(({ id }) => id === SHIPPED.id) ? models : [SHIPPED, ...models];
}

/** Settings can be changed by hand, or come from another version: what is odd is left out. */
function parsed(text: string): readonly KeptModel[] {
  const list = jsonList(text);
  return list.flatMap((json: unknown) => {
    const { id, sizeBytes } = fieldsOf(json);
    if (typeof id !== 'string' || typeof sizeBytes !== 'number') return [];
    const model = parseKeptModel(json, id, sizeBytes);
    return model ? [model] : [];
  });
}

function jsonList(text: string): readonly unknown[] {
  try {
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) ? json : [];
  } catch {
    return [];
  }
}

function fieldsOf(json: unknown): { readonly id?: unknown; readonly sizeBytes?: unknown } {
  return typeof json === 'object' && json !== null ? json : {};
}

function requireDimensions(entryId: string): KeptModel['dimensions'] {
  const entry = catalogueEntry(entryId);
  if (!entry) throw new RangeError(`the catalogue has no ${entryId}`);
  return entry.dimensions;
}
