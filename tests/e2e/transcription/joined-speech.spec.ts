import { expect, test, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { countWordErrors } from '../../../src/lib/core/metrics/word-errors';
import { decodedPcm } from '../../../testing/audio/decoded-pcm';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../../testing/audio/wav';
import type {} from '../../../src/lib/app/evaluation/evaluation-window';

interface Sentence {
  readonly file: string;
  readonly text: string;
}

const LEAVE: Sentence = {
  file: 'en-vm-intro.flac',
  text: 'Please leave your message after the tone. When done, hang up or press the pound key.',
};
const NOBODY: Sentence = {
  file: 'en-vm-nobodyavail.flac',
  text: 'Nobody is available to take your call at the moment.',
};
const ONLY: Sentence = {
  file: 'en-conf-onlyperson.flac',
  text: 'You are currently the only person in this conference.',
};
const NUMERO: Sentence = {
  file: 'fr-ss-noservice.flac',
  text: 'Le numéro composé n’est pas en service. Veuillez vérifier le numéro et essayer de nouveau.',
};

/** What is heard: sentences, each with its gain in decibels, and seconds of silence. */
type Heard = readonly (number | Sentence | readonly [Sentence, number])[];

const RECORDINGS: readonly (readonly [name: string, heard: Heard, wordErrors: number])[] = [
  ['a sentence that is said twice', [LEAVE, 0.2, LEAVE], 2],
  ['a sentence that is said four times', [ONLY, 1, ONLY, 1, ONLY, 1, ONLY], 0],
  ['an English sentence and a French one without a pause', [LEAVE, NUMERO], 2],
  ['a quiet voice between two loud ones', [LEAVE, 0.6, [NOBODY, -26], 0.6, ONLY], 2],
];

/** All in one page: the model is loaded once. */
test('sentences that were said again, quietly or in another language are written, each once as it was said', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto('/evaluate');
  const files = [];
  for (const [name, heard] of RECORDINGS) {
    files.push({ name: `${name}.wav`, mimeType: 'audio/wav', buffer: await recordingOf(page, heard) });
  }
  await page.setInputFiles('input[type=file]', files);
  await page.evaluate(() => window.evaluation.load('q8_0', 'wasm'));
  for (const [index, [name, heard, wordErrors]] of RECORDINGS.entries()) {
    const written = await page.evaluate(async (at) => {
      const language = { kind: 'automatic', languages: ['fr', 'en'] } as const;
      const { segments } = await window.evaluation.transcribe(at, language);
      return segments.filter(({ dropped }) => !dropped).map(({ text }) => text);
    }, index);
    const said = heard.flatMap((each) => (typeof each === 'number' ? [] : [sentenceOf(each).text]));
    const { errors } = countWordErrors(said.join(' '), written.join(' '));
    expect(errors, `${name}: ${written.join(' | ')}`).toBeLessThanOrEqual(wordErrors);
  }
});

async function recordingOf(page: Page, heard: Heard): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const each of heard) {
    if (typeof each === 'number') parts.push(Buffer.alloc(2 * Math.round((each * WAV_BYTES_PER_SECOND) / 2)));
    else parts.push(await spoken(page, sentenceOf(each), gainOf(each)));
  }
  const sound = Buffer.concat(parts);
  return Buffer.concat([wavHeader(sound.length), sound]);
}

async function spoken(page: Page, { file }: Sentence, gainDb: number): Promise<Buffer> {
  const path = fileURLToPath(new URL(`../../fixtures/audio/${file}`, import.meta.url));
  const pcm = await decodedPcm(page, path);
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
  const gained = samples.map((sample) => Math.round(sample * 10 ** (gainDb / 20)));
  return Buffer.from(gained.buffer);
}

function sentenceOf(each: Sentence | readonly [Sentence, number]): Sentence {
  return 'file' in each ? each : each[0];
}

function gainOf(each: Sentence | readonly [Sentence, number]): number {
  return 'file' in each ? 0 : each[1];
}
