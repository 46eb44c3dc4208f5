import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../audio/manifest';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../audio/wav';

const manifest = fileURLToPath(new URL('../../tests/fixtures/audio/texts.tsv', import.meta.url));

/** A recording of the fixtures with what is said in it. */
export interface SpokenRecording {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly seconds: number;
}

/** The French recordings of the project, the longest first. */
export function frenchRecordings(): readonly SpokenRecording[] {
  return recordingsIn('fr');
}

/** The recordings of the project in a language, the longest first. */
export function recordingsIn(wanted: string): readonly SpokenRecording[] {
  return readManifest(manifest)
    .filter(({ language }) => language === wanted)
    .sort((a, b) => b.durationSeconds - a.durationSeconds)
    .map(({ file, path, transcript, durationSeconds }) => ({
      name: file,
      path,
      text: transcript,
      seconds: durationSeconds,
    }));
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

/** The row of a recording in the list. */
export function row(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ hasText: name });
}

/** The text of the recording that is open. */
export function log(page: Page): Locator {
  return page.getByRole('log');
}

/** Gives a recording to the page as one chooses it. */
export async function choose(page: Page, ...files: (string | NamedFile)[]): Promise<void> {
  const input = page.locator('input[type=file]').first();
  for (const file of files) await input.setInputFiles(file);
}

export interface NamedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export async function expectDone(page: Page, name: string): Promise<void> {
  await expect(row(page, name)).toContainText('Done', { timeout: 90_000 });
}

/**
 * One French prompt said `times` over, as a WAV: behind pauses so long that each is a window of its own.
 */
export function repeatedSpeech(name: string, times: number, pauseSeconds = 4): NamedFile {
  const prompt = readFileSync(
    fileURLToPath(new URL('../../tests/fixtures/audio/formats/speech-s16.wav', import.meta.url)),
  );
  const sound = prompt.subarray(prompt.indexOf('data') + 8);
  const pause = Buffer.alloc(pauseSeconds * WAV_BYTES_PER_SECOND);
  const body = Buffer.concat(Array.from({ length: times }, () => [sound, pause]).flat());
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([wavHeader(body.length), body]) };
}

/** Notes the index of every window whose text is written to the device, through all reloads. */
export async function watchWrittenWindows(page: Page): Promise<number[]> {
  const written: number[] = [];
  await page.exposeFunction('noteWindow', (index: number) => void written.push(index));
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (this.name === 'windows' && Array.isArray(key)) {
        Reflect.get(window, 'noteWindow')(key[1]);
      }
      return put.call(this, value, key);
    };
  });
  return written;
}
