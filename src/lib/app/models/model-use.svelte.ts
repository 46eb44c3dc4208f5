import type { ErrorCode } from '../../core/errors';
import type { KeptModel, ModelFacts } from '../../core/models/kept-model';
import {
  chooseModel,
  LATENCY_BUDGET_MS,
  type ChoiceCandidate,
  type ChoiceReason,
  type ModelJob,
} from '../../core/models/model-choice';
import { finalTextMs, type ModelSpeed } from '../../core/models/model-speed';
import type { KeyValueStore } from '../browser/own-store';
import { publishedErrors, SHIPPED } from './known-models';

/** What a person may choose a model for. */
export type ModelPurpose = 'dictation' | 'files';

const KEYS: Readonly<Record<ModelPurpose, string>> = {
  dictation: 'dictation-model',
  files: 'recording-model',
};

export interface UsedModel {
  readonly id: string;
  readonly why: ChoiceReason;
}

export interface ModelUseParts {
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  readonly known: () => readonly KeptModel[];
  /** Here; null where it is not known yet. */
  readonly speedOf: (facts: ModelFacts) => ModelSpeed | null;
  /** What a model takes while it is ready. */
  readonly memoryOf: (facts: ModelFacts) => number;
  readonly budgetBytes: () => number;
  /** Codes of the languages that may be spoken. */
  readonly languages: () => readonly string[];
  /** Models that could not be made ready. */
  readonly failures: () => ReadonlyMap<string, ErrorCode>;
}

/** Which model writes what: as a person has chosen, else what is best here. */
export class ModelUse {
  /** Ids of models; null: the app chooses. */
  byHand: Readonly<Record<ModelPurpose, string | null>> = $state.raw({ dictation: null, files: null });

  constructor(private readonly parts: ModelUseParts) {
    const { store } = parts;
    const kept = (purpose: ModelPurpose) => store?.getItem(KEYS[purpose]) || null;
    this.byHand = { dictation: kept('dictation'), files: kept('files') };
  }

  /** @param id null: the app chooses */
  choose(purpose: ModelPurpose, id: string | null): void {
    this.byHand = { ...this.byHand, [purpose]: id };
    this.parts.store?.setItem(KEYS[purpose], id ?? '');
  }

  /** Texts of utterances. */
  get final(): UsedModel {
    return this.#used({ kind: 'final' }, this.byHand.dictation);
  }

  /** Words while they are spoken: the quickest, or the one that a person wants, where that is quick enough. */
  get partial(): UsedModel {
    const { final } = this;
    const chosen = this.parts.known().find(({ id }) => id === final.id);
    const speed = chosen && this.parts.speedOf(chosen);
    const isQuick = speed ? finalTextMs(speed) <= LATENCY_BUDGET_MS : chosen?.bits !== 16;
    if (this.byHand.dictation === final.id && isQuick) return final;
    return this.#used({ kind: 'partial' }, null);
  }

  /** @param seconds how long the recording is; null where that is not known */
  file(seconds: number | null): UsedModel {
    return this.#used({ kind: 'file', seconds: seconds ?? Infinity }, this.byHand.files);
  }

  /** What the app would choose. */
  automatic(purpose: ModelPurpose): UsedModel {
    return this.#used(
      purpose === 'dictation' ? { kind: 'final' } : { kind: 'file', seconds: Infinity },
      null,
    );
  }

  /** What a model is used for. */
  purposesOf(id: string): readonly ModelPurpose[] {
    return [
      ...(this.final.id === id || this.partial.id === id ? (['dictation'] as const) : []),
      ...(this.file(null).id === id ? (['files'] as const) : []),
    ];
  }

  /**
   * A model that somebody waits for is loaded, whatever is in memory now: none is passed over for that. One of 16 bits is
   * there to compare with: a person alone chooses it.
   */
  #used(job: ModelJob, chosenByHand: string | null): UsedModel {
    const { known, failures, languages, budgetBytes } = this.parts;
    const usable = known().filter(
      ({ id, bits }) => id === SHIPPED.id || (!failures().has(id) && (bits !== 16 || id === chosenByHand)),
    );
    const choice = chooseModel(usable.map(this.#candidate), {
      job,
      languages: languages(),
      memoryBudgetBytes: budgetBytes(),
      inUse: [],
      chosenByHand,
    });
    return choice?.modelId
      ? { id: choice.modelId, why: choice.reason }
      : { id: SHIPPED.id, why: choice?.reason ?? { kind: 'only-one' } };
  }

  readonly #candidate = (facts: KeptModel): ChoiceCandidate => ({
    facts,
    wordErrors: publishedErrors(facts.id),
    speed: this.parts.speedOf(facts),
    memoryBytes: this.parts.memoryOf(facts),
    state: 'resident',
  });
}
