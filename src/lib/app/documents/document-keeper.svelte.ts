import { SerialQueue } from '../../core/serial-queue';
import type { DocumentStore } from '../../library/document-store';
import type { KeptDocument } from '../../library/kept-document';
import type { DocumentText } from './dictation-document.svelte';

/** A change is on the device after so long at most, and seen in other windows. */
const SAVE_AFTER_MS = 200;
const TRY_AGAIN_AFTER_MS = 5000;

export interface DocumentKeeperParts {
  readonly store: Pick<DocumentStore, 'find' | 'save'>;
  /** The id of the document in the store. */
  readonly id: string;
  readonly content: () => DocumentText;
  /** Hears of each state of the document that is about to be written. */
  readonly onRevision: (document: KeptDocument) => void;
  /** The wall clock in milliseconds. */
  readonly nowMs: () => number;
}

/** Keeps a document on the device while it changes. What could not be written is tried again until there is room. */
export class DocumentKeeper {
  /** False while the newest text lasts as long as the page only. */
  isKept = $state.raw(true);
  #revision = 0;
  #isChanged = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #queue = new SerialQueue();
  /** Those who wait until the newest text is on the device. */
  #waiting: (() => void)[] = [];

  constructor(private readonly parts: DocumentKeeperParts) {}

  /** @throws AppError as DocumentStore.find */
  async read(): Promise<KeptDocument | null> {
    const kept = await this.parts.store.find(this.parts.id);
    this.continueFrom(kept?.revision ?? 0);
    return kept;
  }

  /** What is written from now on is newer than that. */
  continueFrom(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /** The document has changed: it is written soon. */
  note(): void {
    this.#isChanged = true;
    this.#schedule(SAVE_AFTER_MS);
  }

  /** Writes what has changed. @throws AppError as DocumentStore.save; it is then tried again by itself */
  save(): Promise<void> {
    return this.#queue.run(() => this.#write());
  }

  /** Settles once the newest text is on the device, however long that takes. */
  async whenKept(): Promise<void> {
    const isKept = await this.save().then(
      () => true,
      () => false,
    );
    if (!isKept) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The document is another window's: what has not been written here is there. */
  stop(): void {
    this.#isChanged = false;
    this.isKept = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(afterMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.save().catch(() => undefined);
    }, afterMs);
  }

  async #write(): Promise<void> {
    if (!this.#isChanged) return;
    const { store, id, content, nowMs, onRevision } = this.parts;
    this.#isChanged = false;
    this.#revision += 1;
    const document = { id, ...content(), revision: this.#revision, changedMs: nowMs() };
    onRevision(document);
    try {
      await store.save(document);
    } catch (thrown) {
      this.#isChanged = true;
      this.isKept = false;
      this.#schedule(TRY_AGAIN_AFTER_MS);
      throw thrown;
    }
    this.isKept = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
