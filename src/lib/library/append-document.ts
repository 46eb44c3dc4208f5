import type { Database } from './database';
import type { KeptDocument } from './kept-document';

/**
 * Puts a text after what a document holds, which stays as it is. A document that has it among its paragraphs is left
 * alone.
 *
 * @returns whether the document was changed
 * @throws AppError as Database.write
 */
export function appendToDocument(database: Database, id: string, text: string): Promise<boolean> {
  return database.use(async (own) => {
    const writing = own.transaction('documents', 'readwrite', { durability: 'strict' });
    const changed = withText((await writing.store.get(id)) ?? null, id, text);
    await Promise.all([changed && writing.store.put(changed), writing.done]);
    return changed !== null;
  });
}

function withText(kept: KeptDocument | null, id: string, text: string): KeptDocument | null {
  const before = kept?.text ?? '';
  if (hasParagraphs(before, text)) return null;
  return {
    id,
    text: before.trim() === '' ? text : `${before}\n${text}`,
    caret: kept?.caret ?? null,
    revision: (kept?.revision ?? 0) + 1,
    changedMs: Date.now(),
  };
}

/** Whether a text has these paragraphs already; every text has none. */
export function hasParagraphs(text: string, paragraphs: string): boolean {
  return paragraphs.trim() === '' || `\n${text}\n`.includes(`\n${paragraphs}\n`);
}
