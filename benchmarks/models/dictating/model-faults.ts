import { expect, type BrowserContext, type Page } from '@playwright/test';
import { SHIPPED_MODEL } from '../../../src/lib/core/models/shipped-model';
import { OWN_NAME } from '../../../src/lib/core/own-storage';
import { completeMark, MODEL_FOLDER } from '../../../src/lib/protocol/download';
import { askInference, endWorkerOf } from '../../faults/held-workers';
import { card, chooseFor, expectInUse, giveModel, idOf, residentRow } from './models-page';
import { TWINS, type Twin } from './twin-model';

const TOLD_MS = 60_000;
const STEP_MS = 30_000;
/** In the vocabulary, which is read before any weights. */
const DAMAGE = { startByte: 100 * 1024, lengthBytes: 4096 } as const;

/** Where a fault comes: somebody dictates in `page`, which shows the models, and the twin writes the utterances. */
export interface FaultScene {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly url: string;
  /** Of a model that is not on the device. */
  readonly fourthPath: string;
}

export interface ModelFault {
  /** In memory before somebody dictates. */
  readonly resident: readonly Twin[];
  /** @returns what was seen of it @throws Error where it did not happen */
  readonly strike: (scene: FaultScene) => Promise<string>;
}

/** What can go wrong with models while one dictates. */
export const MODEL_FAULTS = {
  'damaged-model': { resident: ['twin'], strike: chooseDamaged },
  'full-disk': { resident: ['twin'], strike: fillDisk },
  eviction: { resident: ['third', 'twin'], strike: evict },
  'killed-download-worker': { resident: ['twin'], strike: killImport },
  'deleted-elsewhere': { resident: ['twin'], strike: deleteElsewhere },
} as const satisfies Readonly<Record<string, ModelFault>>;

/** A block of the file is lost, and only then is the model to write what stays. */
async function chooseDamaged({ page }: FaultScene): Promise<string> {
  await page.evaluate(damage, {
    path: [OWN_NAME, MODEL_FOLDER, `${await idOf(page, 'third')}.bin`],
    ...DAMAGE,
  });
  await chooseFor(page, 'dictation', 'third');
  // It is loaded after the next utterance.
  return alertOf(page, `${TWINS.third.name} could not be used`);
}

/** Nothing more can be kept from now on, which a model that is brought then comes to know. */
async function fillDisk({ context, page, url, fourthPath }: FaultScene): Promise<string> {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(url);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  // Holds as long as the session, which ends with the page.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
  const trouble = await page.evaluate(keepMegabyte);
  if (trouble !== 'QuotaExceededError') throw new Error(`the disk is not full: ${trouble}`);
  await giveModel(page, fourthPath);
  return alertOf(page, '');
}

/** The least budget there is, and what is in use asked to go. */
async function evict({ page }: FaultScene): Promise<string> {
  const { third, twin } = TWINS;
  await expect(residentRow(page, third.name)).toContainText('ready', { timeout: STEP_MS });
  await page.getByLabel('Memory for models').selectOption({ index: 1 });
  await expect(residentRow(page, third.name)).toHaveCount(0, { timeout: STEP_MS });
  for (const modelId of [SHIPPED_MODEL.id, await idOf(page, 'twin')])
    if (await askInference(page, 'release-model', { modelId }))
      throw new Error(`${modelId} is not in memory any more, or was not in use`);
  await expectInUse(page, SHIPPED_MODEL.name, STEP_MS);
  await expectInUse(page, twin.name, STEP_MS);
  const { budgetBytes, models } = await askInference(page, 'resident-models', null);
  return `of ${budgetBytes} bytes, in memory: ${models.map(({ modelId }) => modelId).join(', ')}`;
}

/** Its worker ends while a model is being written. */
async function killImport({ page, fourthPath }: FaultScene): Promise<string> {
  await giveModel(page, fourthPath);
  await page.locator('progress[value]').waitFor({ timeout: STEP_MS });
  await endWorkerOf(page, 'download');
  const told = await alertOf(page, 'stopped');
  await expect(card(page, 'fourth')).toHaveCount(0);
  return told;
}

/** A second window deletes the model that writes. */
async function deleteElsewhere({ context, page, url }: FaultScene): Promise<string> {
  const mark = completeMark(await idOf(page, 'twin'));
  const other = await context.newPage();
  await other.goto(new URL('/speech-models', url).href);
  await card(other, 'twin').getByRole('button', { name: 'Delete' }).click({ timeout: STEP_MS });
  await other.getByRole('button', { name: 'Delete the model' }).click();
  await expect(card(other, 'twin')).toHaveCount(0, { timeout: STEP_MS });
  await other.close();
  await page.bringToFront();
  const names = await page.evaluate(namesIn, [OWN_NAME, MODEL_FOLDER]);
  if (names.includes(mark)) throw new Error(`${mark} is still there`);
  return `left in the folder of models: ${names.join(', ')}`;
}

async function alertOf(page: Page, text: string): Promise<string> {
  const alert = page.getByRole('alert').filter({ hasText: text }).first();
  await alert.waitFor({ timeout: TOLD_MS });
  return (await alert.innerText()).replaceAll(/\s+/g, ' ').trim();
}

// These run in the page. No functions with names within: tsx would wrap them in a helper that the page has not.

interface Damage {
  readonly path: readonly string[];
  readonly startByte: number;
  readonly lengthBytes: number;
}

async function damage({ path, startByte, lengthBytes }: Damage): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  const file = await folder.getFileHandle(path.at(-1) ?? '');
  const writable = await file.createWritable({ keepExistingData: true });
  await writable.write({
    type: 'write',
    position: startByte,
    data: new Uint8Array(lengthBytes).fill(0xff),
  });
  await writable.close();
}

/** @returns the name of what is thrown; "none" where it was kept */
async function keepMegabyte(): Promise<string> {
  const root = await navigator.storage.getDirectory();
  try {
    const writable = await (await root.getFileHandle('kept', { create: true })).createWritable();
    await writable.write(new Uint8Array(1e6));
    await writable.close();
    return 'none';
  } catch (thrown) {
    return thrown instanceof DOMException ? thrown.name : String(thrown);
  }
}

async function namesIn(path: readonly string[]): Promise<readonly string[]> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path) folder = await folder.getDirectoryHandle(name);
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}
