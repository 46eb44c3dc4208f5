import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../../benchmarks/lib/manifest';

const manifest = fileURLToPath(new URL('../fixtures/audio/texts.tsv', import.meta.url));

/** A recording of the fixtures with what is said in it. */
export interface SpokenRecording {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The French recordings of the project, the longest first. */
export function frenchRecordings(): readonly SpokenRecording[] {
  return readManifest(manifest)
    .filter(({ language }) => language === 'fr')
    .sort((a, b) => b.durationSeconds - a.durationSeconds)
    .map(({ file, path, transcript }) => ({ name: file, path, text: transcript }));
}

/** Something no decoder takes for sound. */
export const TEXT_NAMED_MP3 = {
  name: 'notes.mp3',
  mimeType: 'audio/mpeg',
  buffer: Buffer.from('These are the minutes of the meeting, not a recording of it.\n'.repeat(20)),
};

/** Gives files to the page as a person does who pastes or drops them. */
export async function handOver(page: Page, way: 'paste' | 'drop', paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({
    name: path.split(/[\\/]/).at(-1) ?? path,
    base64: readFileSync(path).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      made.items.add(new File([bytes], name));
    }
    return made;
  }, files);
  if (way === 'drop') {
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
    await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    return;
  }
  await page.evaluate((clipboardData) => {
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, transfer);
}

/** Share of the words of `expected` that `actual` has too, in [0, 1]; punctuation and case do not count. */
export function shareOfWords(expected: string, actual: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set(words(actual));
  const wanted = words(expected);
  return wanted.filter((word) => found.has(word)).length / Math.max(wanted.length, 1);
}
