import type { BrowserContext, Page } from '@playwright/test';
import type { Sights } from './watched-page';
import type { Sight } from './word-accounts';

const OPEN_MS = 60_000;

/** Opens the app there, and waits until it works. */
export async function openAt(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url, { timeout: OPEN_MS });
  await page.getByTestId('engine-chip').waitFor({ timeout: OPEN_MS });
  return page;
}

/** What went wrong with it so far, beside whatever else goes on. */
export interface Trying {
  readonly settled: Promise<void>;
  /** Null while nothing did. */
  readonly trouble: string | null;
}

export function trying(work: Promise<unknown>): Trying {
  let trouble: string | null = null;
  const settled = work.then(
    () => undefined,
    (thrown: unknown) => void (trouble = String(thrown).split('\n')[0] ?? ''),
  );
  return {
    settled,
    get trouble() {
      return trouble;
    },
  };
}

/** Of the page where the activity is, and of all others. */
export interface SceneSights {
  readonly here: readonly Sight[];
  readonly elsewhere: readonly (readonly Sight[])[];
}

export function sceneSights(sights: Sights, page: Page): SceneSights {
  const elsewhere = [...sights].filter(([each]) => each !== page).map(([, seen]) => seen);
  return { here: sights.get(page) ?? [], elsewhere };
}
