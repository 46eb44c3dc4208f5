import { expect, test, type Page } from '@playwright/test';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../../testing/audio/wav';
import { GERMAN_MEETING, openKept } from '../../../testing/browser/kept-text';
import { choose, expectDone, log, row, type NamedFile } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';
import { seededRandom } from '../../../testing/seeded-random';
import { expectNoViolations } from '../shell/no-violations';

const GERMAN = {
  name: 'german.wav',
  state: { kind: 'done', endedEarly: false },
  windows: GERMAN_MEETING,
  reading: { language: { kind: 'automatic', languages: ['fr', 'en'] }, passedOverSeconds: 42 },
} as const;

const doubts = (page: Page) => page.getByRole('region', { name: 'About this text' });

async function openGerman(page: Page): Promise<void> {
  await openKept(page, '/transcribe', [GERMAN]);
  await row(page, GERMAN.name).getByRole('button').first().click();
}

/** Noise that comes and goes four times a second: as loud as speech, and no voice. */
function noiseLikeSyllables(name: string, seconds: number): NamedFile {
  const random = seededRandom(2);
  const body = Buffer.alloc(seconds * WAV_BYTES_PER_SECOND);
  for (let at = 0; at < body.length / 2; at++)
    body.writeInt16LE(Math.round((at % 4000 < 2000 ? 6000 : 60) * (2 * random() - 1)), 2 * at);
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([wavHeader(body.length), body]) };
}

test.describe('in English', () => {
  test.use({ locale: 'en-GB', reducedMotion: 'reduce' });

  test('a text that sounds like another language is transcribed in that, and the line that a person has edited stays', async ({
    page,
  }) => {
    await withoutModel(page.context());
    await openGerman(page);
    await expect(doubts(page)).toContainText(
      'This sounds like German. Automatic chooses between French and English.',
    );
    await expect(doubts(page)).toContainText('No voice was found in 42 sec of sound');
    await expectNoViolations(page);
    await page.getByRole('region', { name: 'Text', exact: true }).focus();
    await page.keyboard.press('F2');
    await page.keyboard.type(' Ja.');
    await page.keyboard.press('Enter');
    await expect(log(page)).toContainText('Ja.');
    const inGerman = page.getByRole('button', { name: 'Transcribe in German' });
    await inGerman.click();
    await expect(log(page)).toContainText(FIXED_TEXT, { timeout: 30_000 });
    await expectDone(page, GERMAN.name);
    await expect(log(page)).toContainText('Ja.');
    await expect(doubts(page)).toBeHidden();
    await page.getByRole('button', { name: 'Transcribe again' }).click();
    await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('de');
  });

  test('sound in which no voice is found is said, and all of it is transcribed by a press', async ({
    page,
  }) => {
    await withoutModel(page.context());
    await page.goto('/transcribe');
    await choose(page, noiseLikeSyllables('hall.wav', 12));
    await expect(page.getByRole('region', { name: 'Text', exact: true })).toContainText(
      'No speech was found',
      {
        timeout: 30_000,
      },
    );
    await expect(doubts(page)).toContainText(/No voice was found in \d+ sec of sound/);
    await expectNoViolations(page);
    await page.reload();
    await page.getByRole('button', { name: 'Transcribe all of it' }).press('Enter');
    // The button is gone, and the focus is where the text will be.
    await expect(page.getByRole('region', { name: 'Text', exact: true })).toBeFocused();
    await expect(log(page)).toContainText(FIXED_TEXT);
    await expectDone(page, 'hall.wav');
    await expect(doubts(page)).toBeHidden();
  });

  test('steady noise is no sound that was passed over', async ({ page }) => {
    await withoutModel(page.context());
    await page.goto('/transcribe');
    const steady = noiseLikeSyllables('fan.wav', 12);
    const random = seededRandom(3);
    for (let at = 44; at < steady.buffer.length; at += 2)
      steady.buffer.writeInt16LE(Math.round(6000 * (2 * random() - 1)), at);
    await choose(page, steady);
    await expect(page.getByRole('region', { name: 'Text', exact: true })).toContainText(
      'No speech was found',
      {
        timeout: 30_000,
      },
    );
    await expect(doubts(page)).toBeHidden();
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR', colorScheme: 'dark', reducedMotion: 'reduce' });

  test('a text that sounds like another language says so without an article', async ({ page }) => {
    await openGerman(page);
    const notices = page.getByRole('region', { name: 'À propos de ce texte' });
    await expect(notices).toContainText('Cet enregistrement semble être en allemand.');
    await expect(notices).toContainText('Le choix automatique se fait entre français et anglais.');
    await expect(notices.getByRole('button', { name: 'Transcrire en allemand' })).toBeVisible();
    await expect(notices.getByRole('button', { name: 'Tout transcrire' })).toBeVisible();
    await expectNoViolations(page);
  });
});
