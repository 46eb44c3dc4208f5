import { expect, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../../scripts/setup/build.mjs';
import { startServer } from '../../../server/static-server.mjs';
import { SHIPPED_MODEL } from '../../../src/lib/core/models/shipped-model';
import { recordingsIn } from '../../../testing/browser/recordings';
import { dictate, editor } from '../../faults/activities';
import { askInference, holdWorkers } from '../../faults/held-workers';
import { figure, type Findings } from '../../lib/figures';
import { bringTwins, furnish, type ProfilePlace } from './furnished-profile';
import { firstPage, openSpeaking, writeSpoken } from './speaking-browser';
import { writeTwin } from './twin-model';

const WORD_MS = 60_000;
const RESIDENT_MS = 120_000;
const FINISHED_MS = 120_000;
const QUIET_SECONDS = 60;
/** Then what was deleted is on the disk too. */
const KEPT_MS = 2500;

const METHOD =
  'The built app, served; Chromium is started anew each time, with a profile in which everything is on the device. The ' +
  'button is pressed in the first frame that shows it, and somebody speaks from when the microphone is open: milliseconds ' +
  'to the first word in the document, as it is drawn. one: base writes everything. three: base shows the words, a copy of ' +
  'it writes the utterances, another one recordings. The app brings that of utterances ahead of its need; that of ' +
  'recordings, which the app would bring with a recording, is added to the same request. It is waited until all three are ' +
  'in memory. One and three in turn, each first in every other round; the first round of each is not counted.';

/** In the page, from its first moment: presses the button, and waits for a word. */
const PRESS = `
  window.coldStart = { textBefore: null, pressedMs: null, wordMs: null, text: '' };
  const written = () => document.querySelector('[role=textbox]')?.textContent ?? '';
  const watch = () => {
    const seen = window.coldStart;
    const button = document.querySelector('[data-testid=dictate]');
    if (seen.pressedMs === null && button && !button.disabled) {
      seen.textBefore = written();
      seen.pressedMs = performance.now();
      button.click();
    } else if (seen.pressedMs !== null && /\\p{L}/u.test(written())) {
      seen.wordMs = performance.now();
      seen.text = written();
      return;
    }
    requestAnimationFrame(watch);
  };
  watch();
`;

interface Pressed {
  readonly textBefore: string | null;
  readonly pressedMs: number | null;
  readonly wordMs: number | null;
  readonly text: string;
}

/** What starts. */
interface Start extends ProfilePlace {
  /** Of the models that come to be in memory. */
  readonly residentIds: readonly string[];
  /** Of the one that comes besides those that the app asks for; null for none. */
  readonly besidesId: string | null;
}

interface Started {
  readonly wordMs: number;
  readonly text: string;
}

/** The first word after a cold start: with three models, and with one. */
export async function measureColdStart(repeats: number): Promise<Findings> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-cold-start-'));
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  try {
    const { one, three, browserVersion } = await prepare(folder, server.url);
    const ones: Started[] = [];
    const threes: Started[] = [];
    for (let round = 0; round <= repeats; round++) {
      const pair = [() => startInto(ones, one), () => startInto(threes, three)];
      for (const start of round % 2 === 0 ? pair : pair.toReversed()) await start();
    }
    const [oneMs, threeMs] = [ones, threes].map((all) => all.slice(1).map(({ wordMs }) => wordMs));
    const ratios = (threeMs ?? []).map((ms, index) => ms / (oneMs?.[index] ?? NaN));
    return {
      figures: [
        figure('cold_start.one_ms', 'ms', oneMs ?? []),
        figure('cold_start.three_ms', 'ms', threeMs ?? []),
        figure('cold_start.ratio', 'ratio', ratios),
      ],
      details: { method: METHOD, browser: `Chromium ${browserVersion}`, ones, threes },
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function prepare(folder: string, url: string) {
  const english = recordingsIn('en').toReversed();
  const [recording] = english;
  if (!recording) throw new Error('tests/fixtures/audio has no English recordings');
  const wav = join(folder, 'spoken.wav');
  await writeSpoken(
    wav,
    english.map(({ path }) => path),
    QUIET_SECONDS,
  );
  const places = {
    one: { profile: join(folder, 'one'), url, wav },
    three: { profile: join(folder, 'three'), url, wav },
  };
  const browserVersion = await furnish(places.one, recording);
  cpSync(places.one.profile, places.three.profile, { recursive: true, verbatimSymlinks: true });
  const paths = { twin: await writeTwin(folder, 'twin'), third: await writeTwin(folder, 'third') };
  const { twin, third } = await bringTwins(places.three, paths);
  const one: Start = { ...places.one, residentIds: [SHIPPED_MODEL.id], besidesId: null };
  const three: Start = { ...places.three, residentIds: [SHIPPED_MODEL.id, twin, third], besidesId: third };
  return { one, three, browserVersion };
}

async function startInto(starts: Started[], start: Start): Promise<void> {
  const started = await coldStart(start);
  starts.push(started);
  console.log(`${start.residentIds.length}: ${Math.round(started.wordMs)} ms to “${started.text}”`);
}

/** @throws Error where no word comes, or other models than those are in memory in the end */
async function coldStart({ profile, url, wav, residentIds, besidesId }: Start): Promise<Started> {
  const context = await openSpeaking(profile, wav);
  try {
    await holdWorkers(context);
    if (besidesId !== null) await context.addInitScript(preloadBesides, besidesId);
    await context.addInitScript({ content: PRESS });
    const page = await firstPage(context);
    await page.goto(url, { waitUntil: 'commit' });
    const pressed = () => page.evaluate<Pressed>('window.coldStart');
    await expect.poll(async () => (await pressed()).wordMs, { timeout: WORD_MS }).not.toBeNull();
    const { textBefore, pressedMs, wordMs, text } = await pressed();
    if (textBefore !== '') throw new Error(`the document was not empty: ${textBefore ?? 'not seen'}`);
    await expect.poll(() => residentsOf(page), { timeout: RESIDENT_MS }).toEqual([...residentIds].sort());
    await endWithout(page);
    return { wordMs: (wordMs ?? NaN) - (pressedMs ?? NaN), text };
  } finally {
    await context.close();
  }
}

async function residentsOf(page: Page): Promise<readonly string[]> {
  const { models } = await askInference(page, 'resident-models', null);
  return models.map(({ modelId }) => modelId).sort();
}

/** Ends the dictation and takes its text away. */
async function endWithout(page: Page): Promise<void> {
  await dictate(page).click();
  await expect(dictate(page)).toHaveText(/Dictate/, { timeout: FINISHED_MS });
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await expect(editor(page)).toHaveText('');
  await page.waitForTimeout(KEPT_MS);
}

/** In the page. No functions with names within: tsx would wrap them in a helper that the page has not. */
function preloadBesides(modelId: string): void {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message: unknown, ...others: readonly unknown[]) {
    const { name, request }: { name?: string; request?: { models: object[] } } = Object(message);
    const more =
      name === 'preload-models' && request
        ? { ...Object(message), request: { models: [...request.models, { ...request.models[0], modelId }] } }
        : message;
    Reflect.apply(postMessage, this, [more, ...others]);
  };
}
