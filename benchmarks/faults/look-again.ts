import type { Page } from '@playwright/test';
import { dictate } from './activities';
import { sightOn } from './watched-page';
import { plainWords, type Found, type FoundRecording, type Sight } from './word-accounts';

const OPEN_MS = 20_000;
const LOOK_EVERY_MS = 300;
/** What a page shows for so long is what it has. */
const STILL_MS = 1_200;
const READ_MS = 180_000;
const ELSEWHERE_MS = 8_000;

export interface Looked {
  readonly found: Found;
  /** What would have gone on for ever. */
  readonly unending: readonly string[];
}

/** Looks through the app as a person would who comes back to it: the document, what is offered, each recording. */
export async function lookThrough(page: Page, { isTranscribed = false } = {}): Promise<Looked> {
  const unending: string[] = [];
  const isOpen = await appears(dictate(page).filter({ hasText: 'Dictate' }), READ_MS);
  if (!isOpen) unending.push(`dictation: ${(await textOf(page, '[data-testid=dictate]')) ?? 'no button'}`);
  const atHome = await stillSight(page);
  const update = await textOf(page, '[data-testid=update]');
  if (update?.includes('is starting')) unending.push('update');
  const longestSeconds = Math.max(0, ...atHome.offeredSeconds);
  const isOffered = isTranscribed && longestSeconds > 0;
  if (isOffered) await page.getByRole('button', { name: 'Transcribe it' }).first().click();
  else await page.getByRole('link', { name: 'Transcribe' }).click();
  const unread = await settle(page);
  unending.push(...unread);
  const recordings = await readRecordings(page);
  const offered = isOffered ? recordings.findLast(({ name }) => name.includes('nterrupted')) : undefined;
  return {
    found: {
      document: atHome.document ?? '',
      recordings,
      offeredSeconds: atHome.offeredSeconds,
      // One that has not been read to its end says nothing about its sound.
      offeredText: unread.length === 0 ? (offered?.text ?? null) : null,
    },
    unending,
  };
}

/** What the page shows once it changes no more. */
async function stillSight(page: Page): Promise<Sight> {
  const key = ({ document, rows, offeredSeconds }: Sight) => JSON.stringify([document, rows, offeredSeconds]);
  let sight = await sightOn(page);
  let sinceMs = Date.now();
  for (const endMs = Date.now() + OPEN_MS; Date.now() < endMs && Date.now() - sinceMs < STILL_MS;) {
    await page.waitForTimeout(LOOK_EVERY_MS);
    const next = await sightOn(page);
    if (key(next) !== key(sight)) sinceMs = Date.now();
    sight = next;
  }
  return sight;
}

/** Waits until every recording has come to an end. */
async function settle(page: Page): Promise<readonly string[]> {
  const elsewhere = page.getByRole('button', { name: 'Continue in this window' });
  await page.waitForTimeout(LOOK_EVERY_MS);
  if (!(await disappears(elsewhere, ELSEWHERE_MS))) {
    await elsewhere.click();
    if (!(await disappears(elsewhere, ELSEWHERE_MS))) return ['open in another window'];
  }
  if (!(await appears(page.getByRole('button', { name: 'Choose files' }), OPEN_MS)))
    return ['the list does not open'];
  for (const endMs = Date.now() + READ_MS; ;) {
    const { rows } = await stillSight(page);
    const going = rows?.filter(({ isSettled }) => !isSettled) ?? [];
    if (going.length === 0) return [];
    if (Date.now() > endMs) return going.map(({ name, status }) => `${name}: ${status}`);
  }
}

async function readRecordings(page: Page): Promise<readonly FoundRecording[]> {
  const found: FoundRecording[] = [];
  const rows = page.locator('aside li');
  for (let index = 0; index < (await rows.count()); index++) {
    await rows.nth(index).getByRole('button').first().click();
    const { rows: shown, transcript } = await stillTranscript(page, index);
    const row = shown?.[index];
    if (row) found.push({ name: row.name, status: row.status, text: transcript });
  }
  return found;
}

/** The text of a row that was just opened, which may have to be loaded. */
async function stillTranscript(page: Page, index: number): Promise<Sight> {
  for (const endMs = Date.now() + OPEN_MS / 4; ; await page.waitForTimeout(LOOK_EVERY_MS / 3)) {
    const sight = await sightOn(page);
    const isThere = sight.rows?.[index]?.isOpen === true && plainWords(sight.transcript).length > 0;
    if (isThere || Date.now() > endMs) return sight;
  }
}

function appears(what: ReturnType<Page['locator']>, timeout: number): Promise<boolean> {
  return what
    .first()
    .waitFor({ timeout })
    .then(
      () => true,
      () => false,
    );
}

function disappears(what: ReturnType<Page['locator']>, timeout: number): Promise<boolean> {
  return what.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  );
}

async function textOf(page: Page, selector: string): Promise<string | null> {
  const place = page.locator(selector);
  return (await place.count()) > 0 ? place.first().textContent() : null;
}
