import { CancelledError, toAppError, type ErrorCode } from '../../core/errors';
import type { KeptModel } from '../../core/models/kept-model';
import type { ModelClient } from '../../inference/model-client';
import type { BroughtFile, ExportedModel } from '../../protocol/model-import';
import type { KeyValueStore } from '../browser/own-store';
import type { Work } from '../browser/work.svelte';
import { KnownModels } from './known-models';

/** How far a download or an import is. */
export interface ModelProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Null until it is known. */
  readonly secondsLeft: number | null;
}

/** What happens to a model, or what has become of it. */
export type ModelActivity =
  | { readonly kind: 'coming'; readonly progress: ModelProgress | null }
  | { readonly kind: 'leaving' }
  /** `detail`: what exactly is wrong, in English, for whoever looks closer. */
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly detail: string };

/** A download that was begun: what is here stays until it is resumed or deleted. */
export interface PartialModel {
  readonly id: string;
  readonly receivedBytes: number;
}

export interface ModelShelfParts {
  readonly models: Pick<
    ModelClient,
    'listModels' | 'fetchModel' | 'adoptModel' | 'removeModel' | 'importModel' | 'exportModel'
  >;
  readonly work: Pick<Work, 'during'>;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  /** Hears of a model that has come, or come again. */
  readonly onCame: (model: KeptModel) => void;
}

/** The key of an import's activity: what it becomes is known at its end. */
export const IMPORT = 'import';

/** The models of this device: what is here, what comes, what came to nothing. */
export class ModelShelf {
  /** Null until it has been looked. */
  kept: readonly KeptModel[] | null = $state.raw(null);
  /** As far as is known without looking; the model of the app is always among them. */
  known: readonly KeptModel[] = $state.raw([]);
  partial: readonly PartialModel[] = $state.raw([]);
  /** What models take of the disk, and what the browser grants the app in all; null where it does not say. */
  usedBytes: number = $state.raw(0);
  grantedBytes: number | null = $state.raw(null);
  /** Origins that a download asks, the first one first. */
  hosts: readonly string[] = $state.raw([]);
  activities: ReadonlyMap<string, ModelActivity> = $state.raw(new Map());
  /** The model that was imported last, to be told. */
  imported: KeptModel | null = $state.raw(null);
  /** Why the device could not be looked at. */
  failure: ErrorCode | null = $state.raw(null);
  readonly #underWay = new Map<string, AbortController>();

  readonly #known: KnownModels;

  constructor(private readonly parts: ModelShelfParts) {
    this.#known = new KnownModels(parts.store);
    this.known = this.#known.read();
  }

  async refresh(): Promise<void> {
    try {
      const { models, partial, usedBytes, grantedBytes, hosts } = await this.parts.models.listModels();
      this.kept = models;
      this.known = this.#known.write(models);
      this.partial = partial;
      this.usedBytes = usedBytes;
      this.grantedBytes = grantedBytes;
      this.hosts = hosts;
      this.failure = null;
    } catch (thrown) {
      this.failure = toAppError(thrown).code;
    }
  }

  find(id: string): KeptModel | undefined {
    return this.kept?.find((model) => model.id === id);
  }

  /** Downloads a model of the catalogue, or resumes where it stopped. */
  download(id: string): Promise<void> {
    return this.#bring(id, (onProgress, signal) =>
      this.parts.models.fetchModel(
        id,
        ({ receivedBytes: doneBytes, ...progress }) => onProgress({ doneBytes, ...progress }),
        signal,
      ),
    );
  }

  /** Keeps a download that is not the published file, as a model of one's own. */
  adopt(id: string): Promise<void> {
    return this.#bring(id, (_, signal) => this.parts.models.adoptModel(id, signal));
  }

  /** Stops a download, which stays as far as it has come, or an import, of which nothing stays. */
  stop(id: string): void {
    this.#underWay.get(id)?.abort();
  }

  /** @param keepsHalves in 16 bit, where it comes so */
  async import(files: readonly BroughtFile[], keepsHalves: boolean): Promise<void> {
    this.imported = null;
    await this.#bring(IMPORT, async (onProgress, signal) => {
      const { models, work } = this.parts;
      this.imported = await work.during('import', () =>
        models.importModel(
          files,
          keepsHalves,
          ({ writtenBytes: doneBytes, ...progress }) => onProgress({ doneBytes, ...progress }),
          signal,
        ),
      );
      return this.imported;
    });
  }

  /** Deletes a model, or what has come of one. */
  async remove(id: string): Promise<void> {
    this.#set(id, { kind: 'leaving' });
    try {
      await this.parts.models.removeModel(id);
      this.#set(id, null);
    } catch (thrown) {
      this.#set(id, failed(thrown));
    }
    await this.refresh();
  }

  /** The model's file, to be saved. @throws AppError model-missing */
  export(id: string): Promise<ExportedModel> {
    return this.parts.models.exportModel(id);
  }

  async #bring(
    id: string,
    bring: (onProgress: (progress: ModelProgress) => void, signal: AbortSignal) => Promise<KeptModel>,
  ): Promise<void> {
    if (this.#underWay.has(id)) return;
    const controller = new AbortController();
    const { signal } = controller;
    this.#underWay.set(id, controller);
    this.#set(id, { kind: 'coming', progress: null });
    try {
      const onProgress = (progress: ModelProgress) => {
        if (!signal.aborted) this.#set(id, { kind: 'coming', progress });
      };
      const model = await bring(onProgress, signal);
      this.#set(id, null);
      this.parts.onCame(model);
    } catch (thrown) {
      this.#set(id, thrown instanceof CancelledError ? null : failed(thrown));
    } finally {
      this.#underWay.delete(id);
    }
    await this.refresh();
  }

  #set(id: string, activity: ModelActivity | null): void {
    const others = [...this.activities].filter(([each]) => each !== id);
    this.activities = new Map(activity ? [...others, [id, activity]] : others);
  }
}

function failed(thrown: unknown): ModelActivity {
  const { code, message } = toAppError(thrown);
  return { kind: 'failed', code, detail: message };
}
