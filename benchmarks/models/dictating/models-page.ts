import { expect, type Locator, type Page } from '@playwright/test';
import { TWINS, type Twin } from './twin-model';

const STEP_MS = 60_000;
const IMPORTED_MS = 180_000;

const PAGES = {
  Dictate: (page: Page) => page.getByTestId('dictate'),
  Models: (page: Page) => page.getByTestId('model').first(),
  Transcribe: (page: Page) => page.getByRole('button', { name: 'Choose files' }),
} as const;

/** By the app's own link, until that page is there: a dictation goes on meanwhile. */
export async function turnTo(page: Page, name: keyof typeof PAGES): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click({ timeout: STEP_MS });
  await PAGES[name](page).waitFor({ timeout: STEP_MS });
}

export function card(page: Page, twin: Twin): Locator {
  return page.getByTestId('model').filter({ has: page.getByRole('heading', { name: TWINS[twin].name }) });
}

/** What the Models page says of a model that is in memory. */
export function residentRow(page: Page, name: string): Locator {
  return page.getByRole('row', { name: new RegExp(name, 'i') });
}

export async function giveModel(page: Page, path: string): Promise<void> {
  await page.getByTestId('model-file').setInputFiles(path);
}

/** Imports a model, to its end. @returns its id */
export async function importModel(page: Page, twin: Twin, path: string): Promise<string> {
  await giveModel(page, path);
  await card(page, twin).waitFor({ timeout: IMPORTED_MS });
  return idOf(page, twin);
}

export async function idOf(page: Page, twin: Twin): Promise<string> {
  const id = await card(page, twin).getAttribute('data-model');
  if (id === null) throw new Error(`${TWINS[twin].name} is not on the page`);
  return id;
}

export async function chooseFor(page: Page, purpose: 'dictation' | 'recordings', twin: Twin): Promise<void> {
  await page.getByLabel(`For ${purpose}`).selectOption({ label: TWINS[twin].name });
}

/** Waits until a dictation or a recording has the model. @throws Error where none has in time */
export async function expectInUse(page: Page, name: string, timeout: number): Promise<void> {
  await expect(residentRow(page, name)).toContainText('in use', { timeout });
}
