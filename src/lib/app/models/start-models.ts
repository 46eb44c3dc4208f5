import { languagesOf } from '../../core/recognition/language-choice';
import type { ModelFacts } from '../../core/models/kept-model';
import { MODEL_CATALOGUE } from '../../core/models/model-catalogue';
import type { KeyValueStore } from '../browser/own-store';
import type { Work } from '../browser/work.svelte';
import type { Clients } from '../engine/create-clients';
import type { EngineStarter } from '../engine/engine-starter.svelte';
import type { Settings } from '../settings/settings.svelte';
import { factsOf, ModelCards } from './model-cards.svelte';
import { ModelMemory } from './model-memory.svelte';
import { ModelOffer } from './model-offer.svelte';
import { ModelShelf } from './model-shelf.svelte';
import { ModelSpeeds } from './model-speeds.svelte';
import { ModelUse } from './model-use.svelte';

/** Everything that has to do with models, for the pages. */
export interface ModelServices {
  readonly shelf: ModelShelf;
  readonly cards: ModelCards;
  readonly use: ModelUse;
  readonly memory: ModelMemory;
  readonly speeds: ModelSpeeds;
  readonly offer: ModelOffer;
  /** Looks at the device, and measures what is not known of it. */
  readonly look: () => Promise<void>;
}

export interface ModelServicesParts {
  readonly clients: Pick<Clients, 'models' | 'inference'>;
  readonly engine: EngineStarter;
  readonly settings: Settings;
  readonly store: KeyValueStore | null;
  readonly work: Work;
}

/** Wires what has to do with models. */
export function startModels(parts: ModelServicesParts): ModelServices {
  const { clients, engine, settings, store, work } = parts;
  const speeds = new ModelSpeeds({ inference: clients.inference, store });
  const memory = new ModelMemory({ inference: clients.inference, store });
  const shelf: ModelShelf = new ModelShelf({
    models: clients.models,
    work,
    store,
    onCame: (model) => {
      engine.forgive(model.id);
      void speeds.measure([model]);
    },
  });
  const use = new ModelUse({
    store,
    known: () => shelf.known,
    // It was measured in 8 bit.
    speedOf: (facts) => (facts.bits === 16 ? null : speeds.of(facts)),
    memoryOf,
    budgetBytes: () => memory.budgetBytes,
    languages: () => languagesOf(settings.spokenLanguage),
    failures: () => engine.failures,
  });
  const speedOf = (facts: ModelFacts) => {
    if (memoryOf(facts) > memory.budgetBytes) return 'too-large';
    return facts.bits === 16 ? null : speeds.promised(facts);
  };
  const cards = new ModelCards({ shelf, speedOf, usedFor: (id) => use.purposesOf(id) });
  const offer = new ModelOffer({ shelf, use, speeds, memory, memoryOf, settings, store });
  const look = async () => {
    await shelf.refresh();
    await speeds.measure([...(shelf.kept ?? []), ...MODEL_CATALOGUE.map(factsOf)]);
  };
  return { shelf, cards, use, memory, speeds, offer, look };
}

/** Beside the file's weights there are sounds, texts, and what is remembered: about so much, by models that were measured. */
function memoryOf({ sizeBytes, bits, dimensions }: ModelFacts): number {
  // Half floats are computed with as floats.
  const weightBytes = (bits === 16 ? 2 : 1) * sizeBytes;
  return weightBytes + SOUND_BYTES_PER_STATE * dimensions.audioState * dimensions.textLayers;
}

/** Keys and values of some sounds of 30 s, 8 bit, for each layer and value of the state. */
const SOUND_BYTES_PER_STATE = 1500 * 2 * 4;
