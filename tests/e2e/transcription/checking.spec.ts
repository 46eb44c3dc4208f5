import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { choose, expectDone, log, repeatedSpeech, row } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

test.use({ locale: 'en-GB' });

const recording = repeatedSpeech('Réunion: mardi.wav', 2);
const aiff = fileURLToPath(new URL('../../fixtures/audio/formats/speech.aiff', import.meta.url));

const playing = (page: Page) => page.locator('.line.playing');

/** What a press on a button saves. */
async function saved(page: Page, format: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save as ${format}` }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

// One visit: most of the time would go into bringing and loading the model.
test('a text is checked by ear, saved in four formats, and written again in another language', async ({
  page,
}) => {
  await page.goto('/transcribe');
  await choose(page, recording);
  await expectDone(page, recording.name);
  await test.step('what is pressed is heard, what is heard is marked', () => expectHeard(page));
  await test.step('each format has a name that makes sense', () => expectSaved(page));
  await test.step('the old text stays until the new one is there', () => expectAgain(page));
});

async function expectHeard(page: Page): Promise<void> {
  await log(page).locator('p').nth(1).click();
  await expect(playing(page)).toHaveCount(1);
  await expect(log(page).locator('.line').nth(1)).toHaveClass(/playing/);
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  const position = page.getByRole('slider', { name: 'Position in the recording' });
  await position.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(log(page).locator('.line').nth(0)).toHaveClass(/playing/);
  await page.keyboard.press('>');
  await expect(page.getByLabel('Playback speed')).toHaveValue('1.25');
}

test('a recording that the browser cannot play is heard from a copy', async ({ page }) => {
  await withoutModel(page.context());
  await page.goto('/transcribe');
  await choose(page, aiff);
  await expectDone(page, 'speech.aiff');
  await log(page).locator('p').first().click();
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeEnabled();
  await play.click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});

async function expectSaved(page: Page): Promise<void> {
  const texts = await Promise.all(
    (await log(page).locator('p').all()).map(async (line) => (await line.textContent())?.trim() ?? ''),
  );

  const txt = await saved(page, 'TXT');
  expect(txt.name).toMatch(/^Réunion.*mardi\.txt$/);
  for (const text of texts) expect(txt.text).toContain(text);

  const json = await saved(page, 'JSON');
  const { segments } = JSON.parse(json.text);
  expect(segments).toHaveLength(2);
  for (const { text, words } of segments) {
    expect(words.map((word: { text: string }) => word.text).join('')).toBe(text);
  }
  expect((await saved(page, 'SRT')).text).toMatch(/^1\r?\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\r?\n/);

  const vtt = await saved(page, 'VTT');
  // The browser's own parser is the judge.
  const cues = await page.evaluate(async (text) => {
    const video = document.createElement('video');
    const track = document.createElement('track');
    track.default = true;
    track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    const loaded = new Promise((resolve) => track.addEventListener('load', resolve));
    video.append(track);
    document.body.append(video);
    track.track.mode = 'hidden';
    await loaded;
    const cues = [...(track.track.cues ?? [])].filter((cue) => cue instanceof VTTCue);
    return cues.map((cue) => cue.getCueAsHTML().textContent ?? '');
  }, vtt.text);
  expect(cues.length).toBeGreaterThanOrEqual(2);
  expect(cues.map((text) => text.replace(/\n/g, ' ')).join(' ')).toBe(texts.join(' '));
}

async function expectAgain(page: Page): Promise<void> {
  await expect(row(page, recording.name)).toContainText('French');
  await page.getByRole('button', { name: 'Transcribe again' }).click();
  await page.getByRole('dialog').getByLabel('Language spoken').selectOption('en');
  await page.getByRole('dialog').getByRole('button', { name: 'Transcribe again' }).click();
  await expect(log(page).locator('p')).toHaveCount(2);
  await expect(row(page, recording.name)).toContainText('English', { timeout: 90_000 });
}
