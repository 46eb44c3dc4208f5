import { expect, test, type Page } from '@playwright/test';
import { hostileFiles, type HostileFile } from './hostile-files';
import { choose, expectDone, log, recordingsIn, row } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

const [french] = recordingsIn('fr');
const english = recordingsIn('en').at(-1);
if (!french || !english) throw new Error('tests/fixtures/audio has no recordings');

const COUNT = 200;
/** Sharing loads the page again: what is dropped in the moment before would not be kept yet. */
const WAYS = ['share', 'paste', 'drop', 'choose'] as const;
// Control characters, and what turns the direction of writing.
const UNSEEN = /[\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u;

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

test(`${COUNT} hostile files, by every way in, are each answered, and the recordings before and after them are transcribed`, async ({
  page,
}) => {
  test.setTimeout(420_000);
  const crashes: Error[] = [];
  page.on('pageerror', (error) => crashes.push(error));
  page.on('crash', () => crashes.push(new Error('the page has crashed')));
  await withoutModel(page.context());
  await page.goto('/transcribe');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await choose(page, french.path);
  await expectDone(page, french.name);

  const files = hostileFiles(COUNT);
  for (const [index, way] of WAYS.entries())
    await bring(page, way, files.slice((index * COUNT) / 4, ((index + 1) * COUNT) / 4));
  const rows = page.getByRole('listitem').filter({ has: page.locator('.status') });
  await expect(rows).toHaveCount(COUNT + 1);
  const unfinished = rows.filter({ hasText: /Waiting|Reading|Starting|Speech model/ });
  await expect(unfinished).toHaveCount(0, { timeout: 300_000 });

  const answers = await rows.evaluateAll((all) => all.map((each) => each.textContent ?? ''));
  for (const answer of answers) {
    expect(answer).toMatch(/Done|no speech|This file|This recording/i);
    expect(answer.trim()).not.toMatch(UNSEEN);
  }
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).not.toContain('taken');
  await row(page, french.name).getByRole('button').first().click();
  await expect(log(page)).not.toBeEmpty();
  await choose(page, english.path);
  await expectDone(page, english.name);
  expect(crashes).toEqual([]);
});

/** By one of the ways in which files come from outside. */
async function bring(page: Page, way: (typeof WAYS)[number], files: readonly HostileFile[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  const transfer = await page.evaluateHandle((all) => {
    const made = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      made.items.add(new File([bytes], name, { type: 'audio/mpeg' }));
    }
    return made;
  }, given);
  if (way === 'drop') return page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  const loaded = way === 'share' ? page.waitForEvent('load') : null;
  await page.evaluate(
    ([how, clipboardData]) => {
      if (how === 'paste') {
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        return;
      }
      if (how === 'choose') {
        const input = document.querySelector<HTMLInputElement>('input[type=file]');
        if (!input) throw new Error('there is nothing to choose files with');
        input.files = clipboardData.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return;
      }
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: 'share' });
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', name: 'files', files: clipboardData.files });
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [way, transfer] as const,
  );
  if (way !== 'share') return;
  await loaded;
  const add = page.getByRole('button', { name: 'Add them' });
  await add.click();
  await expect(add).toHaveCount(0, { timeout: 20_000 });
}
