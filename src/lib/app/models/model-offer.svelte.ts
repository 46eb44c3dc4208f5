import { languagesOf } from '../../core/recognition/language-choice';
import { entrySizeBytes, MODEL_CATALOGUE, catalogueEntry } from '../../core/models/model-catalogue';
import type { ModelFacts } from '../../core/models/kept-model';
import {
  isDue,
  recommendModel,
  type OfferState,
  type Recommendation,
} from '../../core/models/recommendation';
import type { KeyValueStore } from '../browser/own-store';
import type { Settings } from '../settings/settings.svelte';
import { publishedErrors, SHIPPED } from './known-models';
import { factsOf } from './model-cards.svelte';
import type { ModelMemory } from './model-memory.svelte';
import type { ModelShelf } from './model-shelf.svelte';
import type { ModelSpeeds } from './model-speeds.svelte';
import type { ModelUse } from './model-use.svelte';

const WORDS_KEY = 'dictated-words';
const OFFERED_KEY = 'offered-model';

export interface ModelOfferParts {
  readonly shelf: Pick<ModelShelf, 'known' | 'partial' | 'usedBytes' | 'grantedBytes'>;
  readonly use: Pick<ModelUse, 'final'>;
  readonly speeds: Pick<ModelSpeeds, 'of'>;
  readonly memory: Pick<ModelMemory, 'budgetBytes'>;
  readonly memoryOf: (facts: ModelFacts) => number;
  readonly settings: Pick<Settings, 'spokenLanguage' | 'uiLanguage'>;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
}

/** One model that is worth having, and whether it is to be offered beside the text. */
export class ModelOffer {
  /** Words that the model of the app has written, by language. */
  #words: ReadonlyMap<string, number> = $state.raw(new Map());
  #wasOffered = $state.raw(false);

  constructor(private readonly parts: ModelOfferParts) {
    const kept = parts.store?.getItem(WORDS_KEY) ?? '';
    this.#words = new Map(
      kept.split(' ').flatMap((pair): [string, number][] => {
        const [language = '', count = ''] = pair.split(':');
        return language && Number(count) > 0 ? [[language, Number(count)]] : [];
      }),
    );
    this.#wasOffered = Boolean(parts.store?.getItem(OFFERED_KEY));
  }

  /** Null where the present model is the best, or nothing better is known. */
  get recommendation(): Recommendation | null {
    const { shelf, use, speeds, memory, memoryOf, settings } = this.parts;
    const present = shelf.known.find(({ id }) => id === use.final.id) ?? SHIPPED;
    const offered = MODEL_CATALOGUE.map((entry) => {
      const facts = factsOf(entry);
      const { wordErrors } = entry;
      const bytes = { downloadBytes: entrySizeBytes(entry), memoryBytes: memoryOf(facts) };
      return { facts, wordErrors, speed: speeds.of(facts), ...bytes };
    });
    return recommendModel(offered, {
      present: { facts: present, wordErrors: publishedErrors(present.id) },
      keptIds: [...shelf.known, ...shelf.partial].map(({ id }) => id),
      languages: languagesOf(settings.spokenLanguage),
      mainLanguage: this.#mainLanguage,
      freeDiskBytes: shelf.grantedBytes === null ? null : shelf.grantedBytes - shelf.usedBytes,
      memoryBudgetBytes: memory.budgetBytes,
      lineBytesPerSecond: null,
    });
  }

  /** Enough was written for an offer: what it rests on is to be measured now. */
  get isDue(): boolean {
    return isDue(this.#state);
  }

  /** What is to be offered beside the text, once; null where nothing is. */
  get toOffer(): Recommendation | null {
    return this.isDue ? this.recommendation : null;
  }

  /** Of a model of the catalogue. */
  nameOf(id: string): string {
    return catalogueEntry(id)?.name ?? id;
  }

  /** To be called with each utterance. */
  note(language: string, words: number): void {
    if (this.#wasOffered || this.parts.use.final.id !== SHIPPED.id) return;
    this.#words = new Map([...this.#words, [language, (this.#words.get(language) ?? 0) + words]]);
    const pairs = [...this.#words].map(([code, count]) => `${code}:${count}`);
    this.parts.store?.setItem(WORDS_KEY, pairs.join(' '));
  }

  /** It has been answered, whatever was said. */
  answered(): void {
    this.#wasOffered = true;
    this.parts.store?.setItem(OFFERED_KEY, 'yes');
  }

  get #state(): OfferState {
    return {
      writtenWords: this.#words.get(this.#mainLanguage) ?? 0,
      isDefaultModel: this.parts.use.final.id === SHIPPED.id,
      wasOffered: this.#wasOffered,
    };
  }

  /** What is written most; where nothing has been, what is chosen or the interface is in. */
  get #mainLanguage(): string {
    const [most] = [...this.#words].toSorted(([, a], [, b]) => b - a);
    if (most) return most[0];
    const { spokenLanguage, uiLanguage } = this.parts.settings;
    const languages = languagesOf(spokenLanguage);
    return languages.includes(uiLanguage) ? uiLanguage : (languages[0] ?? uiLanguage);
  }
}
