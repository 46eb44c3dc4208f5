import { entrySizeBytes, MODEL_CATALOGUE } from '../../core/models/model-catalogue';
import type { CatalogueEntry } from '../../core/models/catalogue-entry';
import type { KeptModel, ModelFacts } from '../../core/models/kept-model';
import { SHIPPED_MODEL } from '../../core/models/shipped-model';
import type { ModelCard } from './model-card';
import type { ModelShelf } from './model-shelf.svelte';

export interface ModelCardsParts {
  readonly shelf: ModelShelf;
  readonly speedOf: (facts: ModelFacts) => ModelCard['speed'];
  /** What a model is used for now. */
  readonly usedFor: (id: string) => ModelCard['usedFor'];
  readonly catalogue?: readonly CatalogueEntry[];
}

/** What the page says of each model: those on this device, and those that can be had. */
export class ModelCards {
  constructor(private readonly parts: ModelCardsParts) {}

  get all(): readonly ModelCard[] {
    return [...this.kept, ...this.others];
  }

  /** On this device. */
  get kept(): readonly ModelCard[] {
    return (this.parts.shelf.kept ?? []).map((model) => this.#card(model, model));
  }

  /** Of the catalogue, and not on this device: as the same file or under another name. */
  get others(): readonly ModelCard[] {
    const { shelf, catalogue = MODEL_CATALOGUE } = this.parts;
    // The model of the app is one of the catalogue under another name: it need not be fetched from anywhere else.
    const isElsewhere = ({ id, name }: CatalogueEntry) => name !== SHIPPED_MODEL.name && !shelf.find(id);
    return catalogue.filter(isElsewhere).map((entry) => this.#card(factsOf(entry), null));
  }

  #card(facts: ModelFacts, kept: KeptModel | null): ModelCard {
    const { shelf, speedOf, usedFor, catalogue = MODEL_CATALOGUE } = this.parts;
    const { id, name, sizeBytes, languages } = facts;
    const entry = catalogue.find((each) => each.id === id || (kept?.source === 'app' && each.name === name));
    return {
      ...{ id, name, sizeBytes, languages },
      errors: entry?.wordErrors ?? [],
      licence: entry?.licence ?? null,
      speed: speedOf(facts),
      kept,
      receivedBytes: shelf.partial.find((partial) => partial.id === id)?.receivedBytes ?? 0,
      activity: shelf.activities.get(id) ?? null,
      usedFor: usedFor(id),
    };
  }
}

/** What a catalogue says of a model that is not here. */
export function factsOf(entry: CatalogueEntry): ModelFacts {
  const { id, name, dimensions, languages } = entry;
  return { id, name, sizeBytes: entrySizeBytes(entry), dimensions, languages };
}
