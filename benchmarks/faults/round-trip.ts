import { readFileSync, rmSync } from 'node:fs';
import { figure, type Findings } from '../lib/figures';
import { ACTIVITIES } from './activities';
import { KillableBrowser } from './killable-browser';
import { lookThrough } from './look-again';
import { openAt } from './scene';
import { saveBackup, type Stage } from './stage';
import type { Found } from './word-accounts';
import { zipEntries } from './zip-entries';

const IMPORTED_MS = 60_000;

/** What the app exports, imported into a fresh profile: does it look the same, and export the same again? */
export async function measureRoundTrip(stage: Stage): Promise<Findings> {
  const { host, materials } = stage;
  await host.serve();
  const before = await inBrowser(stage, stage.freshProfile(), async (page) => lookThrough(page));
  const profile = stage.emptyProfile();
  const again = materials.backup.replace('.zip', '-again.zip');
  const imported = await inBrowser(stage, profile, async (page) => {
    await page.getByRole('link', { name: 'Settings' }).click();
    const scene = { page, host, materials, turn: 0 };
    await ACTIVITIES.importing.prepare?.(scene);
    await ACTIVITIES.importing.act(scene);
    // The page loads again, and says it then.
    await page.getByText(/^Imported:/).waitFor({ timeout: IMPORTED_MS });
    await page.waitForLoadState();
    await page.getByText(/^Imported:/).waitFor({ timeout: IMPORTED_MS });
    await saveBackup(page, again);
    await page.getByRole('link', { name: 'Dictate', exact: true }).click();
    return lookThrough(page);
  }).catch((thrown: unknown) => String(thrown).split('\n')[0] ?? '');
  if (typeof imported === 'string')
    return { figures: [figure('roundtrip.carried_out', 'runs', [0])], details: { trouble: imported } };
  const differing = differingFiles(readFileSync(materials.backup), readFileSync(again));
  const shown = differingShown(before.found, imported.found);
  return {
    figures: [
      figure('roundtrip.carried_out', 'runs', [1]),
      figure('roundtrip.files_differing', 'files', [differing.length]),
      figure('roundtrip.shown_differing', 'texts', [shown.length]),
    ],
    details: { differing, shown },
  };
}

async function inBrowser<Result>(
  { host, materials }: Stage,
  profile: string,
  work: (page: Awaited<ReturnType<typeof openAt>>) => Promise<Result>,
): Promise<Result> {
  const browser = await KillableBrowser.launch(profile, materials.spoken);
  try {
    return await work(await openAt(browser.context, host.url));
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Names of files that are in one only, or do not say the same in both: in which order JSON has its fields says nothing. */
function differingFiles(one: Buffer, other: Buffer): readonly string[] {
  const [first, second] = [zipEntries(one), zipEntries(other)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => said(name, first.get(name)) !== said(name, second.get(name)));
}

function said(name: string, bytes: Buffer | undefined): string {
  if (!bytes || !name.endsWith('.json')) return bytes?.toString('base64') ?? '';
  return JSON.stringify(JSON.parse(bytes.toString()), (_, value: unknown) => inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function differingShown(one: Found, other: Found): readonly string[] {
  const texts = ({ document, recordings }: Found) =>
    new Map([['document', document], ...recordings.map(({ name, text }) => [name, text] as const)]);
  const [first, second] = [texts(one), texts(other)];
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (name) => first.get(name) !== second.get(name),
  );
}
