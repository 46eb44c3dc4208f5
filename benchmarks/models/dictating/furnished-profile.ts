import { expect, type Page } from '@playwright/test';
import { deviceKey } from '../../../src/lib/app/browser/own-store';
import { ownName } from '../../../src/lib/core/own-storage';
import { choose, expectDone, type SpokenRecording } from '../../../testing/browser/recordings';
import { fetchAll } from '../../faults/stage';
import { chooseFor, importModel, turnTo } from './models-page';
import { firstPage, openSpeaking } from './speaking-browser';

const SPEEDS_KEY = ownName(deviceKey('model-speeds'));
const MEASURED_MS = 300_000;
/** Of the encoder, for a second of sound: with more than a second for a text another model shows the words first. */
const SLOW_ENCODER_MS = 1000;

/** Where a profile lies, and what its browser sees and hears. */
export interface ProfilePlace {
  readonly profile: string;
  readonly url: string;
  /** What its microphone would play. */
  readonly wav: string;
}

/**
 * Makes a profile in which the app, its engine and its model are on the device, and the speeds of models are known.
 *
 * @param recording is read once
 * @returns the browser's version
 */
export async function furnish(place: ProfilePlace, recording: SpokenRecording): Promise<string> {
  const context = await openSpeaking(place.profile, place.wav);
  try {
    const page = await firstPage(context);
    await page.goto(new URL('/transcribe', place.url).href);
    await choose(page, recording.path);
    await expectDone(page, recording.name);
    await fetchAll(page);
    await turnTo(page, 'Models');
    await pretendSlow(page);
    return await page.evaluate(() => /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '');
  } finally {
    await context.close();
  }
}

/**
 * Brings two models into it: the twin writes utterances from then on, the third recordings.
 *
 * @param paths of their files
 * @returns their ids
 */
export async function bringTwins(
  { profile, url, wav }: ProfilePlace,
  paths: Readonly<Record<'twin' | 'third', string>>,
): Promise<Readonly<Record<'twin' | 'third', string>>> {
  const context = await openSpeaking(profile, wav);
  try {
    const page = await firstPage(context);
    await page.goto(new URL('/speech-models', url).href);
    await page.getByTestId('model').first().waitFor();
    const twin = await importModel(page, 'twin', paths.twin);
    const third = await importModel(page, 'third', paths.third);
    await chooseFor(page, 'dictation', 'twin');
    await chooseFor(page, 'recordings', 'third');
    await expect(page.getByText('While you speak, Whisper base shows the words first.')).toBeVisible();
    return { twin, third };
  } finally {
    await context.close();
  }
}

/** How fast models are is measured, and then told otherwise: on every machine the same ones are chosen. */
async function pretendSlow(page: Page): Promise<void> {
  const measured = () => page.evaluate((key) => localStorage.getItem(key), SPEEDS_KEY);
  await expect.poll(measured, { timeout: MEASURED_MS }).not.toBeNull();
  await page.evaluate(
    ([key, encoderMs]) => {
      const speeds = JSON.parse(localStorage.getItem(key) ?? '{}');
      for (const name of Object.keys(speeds)) speeds[name].encoderMs = encoderMs;
      localStorage.setItem(key, JSON.stringify(speeds));
    },
    [SPEEDS_KEY, SLOW_ENCODER_MS] as const,
  );
}
