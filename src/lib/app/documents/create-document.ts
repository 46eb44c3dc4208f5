import type { Database } from '../../library/database';
import { DocumentStore } from '../../library/document-store';
import type { DictationDocumentPort } from '../dictation/dictation-parts';
import { DICTATED_DOCUMENT } from '../storage/prepare-storage';
import { openWindowChannel } from '../browser/single-window.svelte';
import { DictationDocument } from './dictation-document.svelte';
import { DocumentKeeper } from './document-keeper.svelte';
import { SharedDocument } from './shared-document.svelte';

export interface DocumentServices {
  readonly document: DictationDocument;
  readonly documentKeeper: DocumentKeeper;
  readonly sharedDocument: SharedDocument;
  /** The document as a dictation needs it. */
  readonly dictationTarget: DictationDocumentPort;
}

/** Wires the document that is dictated into to the device and to the other windows. */
export function createDocument(database: Database, isDictating: () => boolean): DocumentServices {
  const document = new DictationDocument();
  const documentKeeper = new DocumentKeeper({
    store: new DocumentStore(database),
    id: DICTATED_DOCUMENT,
    content: () => ({ text: document.text, caret: document.caret }),
    onRevision: (revision) => sharedDocument.publish(revision),
    nowMs: Date.now,
  });
  const parts = { document, keeper: documentKeeper, openChannel: openWindowChannel, isDictating };
  const sharedDocument: SharedDocument = new SharedDocument({ ...parts, locks: navigator.locks });
  const dictationTarget: DictationDocumentPort = {
    claim: () => sharedDocument.claim(),
    whenKept: () => documentKeeper.whenKept(),
    placeAtCaret: () => document.placeAtCaret(),
    show: (text) => document.show(text),
    insert: (text, language, seam) => document.insert(text, language, seam),
  };
  return { document, documentKeeper, sharedDocument, dictationTarget };
}
