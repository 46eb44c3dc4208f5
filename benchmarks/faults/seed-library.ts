import type { Page } from '@playwright/test';
import type { TextFacts } from '../../src/lib/core/transcript/text-facts';
import type { TranscribedWindow } from '../../src/lib/core/transcript/transcript';

const AT_ONCE = 50;

export interface LibrarySize {
  readonly recordings: number;
  readonly minutes: number;
}

interface Batch {
  readonly first: number;
  readonly count: number;
  readonly minutes: number;
  readonly text: TextFacts;
}

/**
 * Puts recordings without sound into the app's storage: the only place that knows how the app keeps them. The app must
 * have opened its database before.
 */
export async function seedLibrary(page: Page, { recordings, minutes }: LibrarySize): Promise<void> {
  const text = factsOf(minutes);
  for (let first = 0; first < recordings; first += AT_ONCE) {
    const batch: Batch = { first, count: Math.min(AT_ONCE, recordings - first), minutes, text };
    await page.evaluate(
      `(${writeRecordings.toString()})(${JSON.stringify(batch)}, ${transcribedWindow.toString()})`,
    );
  }
}

/** Of the windows below. */
function factsOf(minutes: number): TextFacts {
  const windowCount = Math.ceil((minutes * 60) / 25);
  const endSeconds = windowCount * 25;
  const counts = { windowCount, endSeconds, segmentCount: windowCount * 5 };
  return { ...counts, lastLanguage: 'en', languageSeconds: { en: endSeconds }, isEdited: false };
}

// Both run in the page. No functions with names within: tsx would wrap them in a helper that the page has not.

async function writeRecordings(
  { first, count, minutes, text }: Batch,
  windowAt: typeof transcribedWindow,
): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('superwhisper2');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  for (let index = first; index < first + count; index++) {
    const id = `seeded-${String(index).padStart(5, '0')}`;
    const transaction = database.transaction(['recordings', 'windows'], 'readwrite');
    transaction.objectStore('recordings').put({
      id,
      name: `Meeting ${index + 1}.m4a`,
      sizeBytes: 9_000_000,
      addedMs: 1_750_000_000_000 + index * 86_400_000,
      position: index,
      state: { kind: 'done', endedEarly: false },
      readingVersion: 2,
      startsOver: false,
      language: null,
      durationSeconds: minutes * 60,
      audioSeconds: minutes * 60,
      speed: 6.5,
      text,
    });
    for (let at = 0; at * 25 < minutes * 60; at++)
      transaction.objectStore('windows').put(windowAt(index + at, at * 25), [id, at]);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error ?? new Error('not written'));
    });
  }
  database.close();
}

/** 25 s of speech: five segments of twelve words. */
function transcribedWindow(seed: number, startSeconds: number): TranscribedWindow {
  const said =
    'we looked at the bridge again and found that two of its bolts had to be changed before spring';
  const all = said.split(' ');
  const segments = Array.from({ length: 5 }, (_, segment) => {
    const from = startSeconds + segment * 5;
    const words = Array.from({ length: 12 }, (_unused, word) => ({
      text: ` ${all[(seed + segment + word) % all.length]}`,
      startSeconds: from + word * 0.4,
      endSeconds: from + word * 0.4 + 0.31,
      probability: 0.5 + ((seed * 31 + word * 17) % 50) / 100,
    }));
    const text = words.map((word) => word.text).join('');
    return { startSeconds: from, endSeconds: from + 5, text, language: 'en', words };
  });
  return { startSeconds, endSeconds: startSeconds + 25, segments, language: 'en' };
}
