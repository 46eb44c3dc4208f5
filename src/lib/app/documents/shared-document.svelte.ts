import { AppError, toAppError, type ErrorCode } from '../../core/errors';
import type { KeptDocument } from '../../library/kept-document';
import { SingleWindow, type WindowMessages } from '../browser/single-window.svelte';
import type { DictationDocument } from './dictation-document.svelte';
import type { DocumentKeeper } from './document-keeper.svelte';

const NAME = 'document';

export interface SharedDocumentParts {
  readonly document: DictationDocument;
  readonly keeper: DocumentKeeper;
  readonly locks: Pick<LockManager, 'request'>;
  readonly openChannel: (name: string) => WindowMessages;
  /** True while this window dictates: the document cannot be given away. */
  readonly isDictating: () => boolean;
}

/**
 * The one document in several windows of the app: one of them edits it, the others show it as it changes. It goes to
 * whichever window a person turns to, but not from one that dictates.
 */
export class SharedDocument {
  /** Another window dictates into it. */
  isDictatedElsewhere = $state.raw(false);
  /** Why it could not be read; null where it could. */
  failure: ErrorCode | null = $state.raw(null);
  readonly #window: SingleWindow;
  readonly #channel: WindowMessages;
  /** The newest that another window has said of it: where its disk was full it is nowhere else. */
  #followed: KeptDocument | null = null;

  constructor(private readonly parts: SharedDocumentParts) {
    const { locks, keeper, openChannel, isDictating } = parts;
    this.#channel = openChannel(NAME);
    this.#window = new SingleWindow({
      name: NAME,
      locks,
      channel: this.#channel,
      onEnter: () => this.#enter(),
      onLeave: async () => {
        this.#leave();
        // What cannot be written has been said to the others.
        await keeper.save().catch(() => undefined);
        keeper.stop();
      },
      onLost: () => {
        this.#leave();
        keeper.stop();
      },
      isHeldFast: isDictating,
    });
    this.#channel.addEventListener('message', ({ data }) => {
      if (isRevision(data)) this.#follow(data.revision);
    });
    parts.document.onChange = () => keeper.note();
  }

  get place(): SingleWindow['place'] {
    return this.#window.place;
  }

  /** Takes the document if no other window has it, else shows what becomes of it there. */
  async enter(): Promise<void> {
    await this.#window.enter();
    if (this.place === 'elsewhere') await this.#read();
  }

  /**
   * A person turns to this window: the document is edited here from now on.
   *
   * @returns false while another window dictates into it
   */
  async claim(): Promise<boolean> {
    const outcome = await this.#window.takeOver();
    this.isDictatedElsewhere = outcome === 'refused';
    // A window that is frozen has written what was typed into it.
    if (outcome === 'no-answer') await this.#window.takeByForce();
    return outcome !== 'refused';
  }

  /**
   * Puts a text after what is written, in paragraphs of its own.
   *
   * @returns false where it is there already
   * @throws AppError dictating-elsewhere, or why the document cannot be read or written
   */
  async append(text: string): Promise<boolean> {
    if (!(await this.claim())) throw new AppError('dictating-elsewhere', 'another window dictates');
    if (this.failure) throw new AppError(this.failure, 'the document cannot be read');
    const isNew = this.parts.document.append(text);
    await this.parts.keeper.save();
    return isNew;
  }

  /** Tells the other windows. */
  publish(revision: KeptDocument): void {
    this.#channel.postMessage({ type: 'revision', revision });
  }

  async #enter(): Promise<void> {
    const kept = await this.#read();
    this.isDictatedElsewhere = false;
    if (this.failure) return;
    const { document, keeper } = this.parts;
    if (this.#followed && this.#followed.revision > (kept?.revision ?? 0)) {
      // The other window could not write it.
      keeper.continueFrom(this.#followed.revision);
      keeper.note();
    }
    document.setEditable(true);
  }

  #leave(): void {
    this.parts.document.setEditable(false);
  }

  /** Shows the newest there is. What cannot be read is not shown as empty, and nothing is written over it. */
  async #read(): Promise<KeptDocument | null> {
    const { document, keeper } = this.parts;
    try {
      const kept = await keeper.read();
      const isFollowedNewer = (this.#followed?.revision ?? 0) > (kept?.revision ?? 0);
      const newest = isFollowedNewer ? this.#followed : kept;
      if (newest) document.take(newest);
      this.failure = null;
      return kept;
    } catch (thrown) {
      const { code } = toAppError(thrown);
      // Where the browser keeps nothing, there is nothing to be overwritten.
      this.failure = code === 'storage-unavailable' ? null : code;
      return null;
    }
  }

  #follow(revision: KeptDocument): void {
    if (this.place === 'here') return;
    this.#followed = revision;
    this.parts.document.take(revision);
  }
}

function isRevision(data: unknown): data is { readonly revision: KeptDocument } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'revision' &&
    'revision' in data
  );
}
