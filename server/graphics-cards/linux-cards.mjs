import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {import('./card-reading.mjs').CardReading} CardReading */

/** @type {Readonly<Record<string, 'amd' | 'intel'>>} */
const VENDORS = { '0x1002': 'amd', '0x8086': 'intel' };
const MAX_CARDS = 16;

/**
 * What Linux tells of cards of AMD and Intel; those of NVIDIA are told by its own program. Where there is no such folder
 * there are none.
 *
 * @param {string} root `/sys/class/drm`, or what a test has in its place
 * @returns {Promise<readonly CardReading[]>}
 */
export async function readLinuxCards(root) {
  const entries = await namesIn(root);
  const names = entries.filter((name) => /^card\d{1,3}$/.test(name)).slice(0, MAX_CARDS);
  const cards = await Promise.all(names.sort().map((name) => readCard(join(root, name))));
  return cards.filter((card) => card !== null);
}

/**
 * @param {string} folder
 * @returns {Promise<CardReading | null>}
 */
async function readCard(folder) {
  const device = join(folder, 'device');
  const vendor = VENDORS[(await textOf(join(device, 'vendor'))) ?? ''];
  if (!vendor) return null;
  const slot = /^PCI_SLOT_NAME=([\da-f:.]{1,32})$/m.exec((await textOf(join(device, 'uevent'))) ?? '');
  const name = await textOf(join(device, 'product_name'));
  const card = { id: slot?.[1] ?? folder.slice(-8), name: name?.slice(0, 80) || null, vendor };
  // Looking at a card that is asleep would wake it.
  if ((await textOf(join(device, 'power', 'runtime_status'))) === 'suspended') return { ...card, ...NOTHING };
  return { ...card, ...(await readFigures(folder, device)) };
}

const NOTHING = Object.freeze({
  ...{ temperatureCelsius: null, powerWatts: null, powerLimitWatts: null, utilisation: null },
  ...{ memoryUsedBytes: null, memoryTotalBytes: null, graphicsClockMhz: null, memoryClockMhz: null },
});

/**
 * Millidegrees, microwatts and hertz under `hwmon`, megahertz from Intel's driver.
 *
 * @param {string} folder
 * @param {string} device
 */
async function readFigures(folder, device) {
  const [monitor = ''] = (await namesIn(join(device, 'hwmon'))).filter((name) => /^hwmon\d+$/.test(name));
  const at = (/** @type {string} */ name) => join(device, 'hwmon', monitor, name);
  const percent = await firstNumber([join(device, 'gpu_busy_percent')]);
  const [intelClock, hertz, memoryHertz] = await Promise.all([
    firstNumber([join(folder, 'gt_act_freq_mhz'), join(folder, 'gt', 'gt0', 'rps_act_freq_mhz')]),
    firstNumber([at('freq1_input')]),
    firstNumber([at('freq2_input')]),
  ]);
  return {
    temperatureCelsius: scaled(await firstNumber([at('temp1_input')]), 1e-3),
    powerWatts: scaled(await firstNumber([at('power1_average'), at('power1_input')]), 1e-6),
    powerLimitWatts: scaled(await firstNumber([at('power1_cap'), at('power1_max')]), 1e-6),
    utilisation: percent === null ? null : Math.min(percent / 100, 1),
    memoryUsedBytes: await firstNumber([join(device, 'mem_info_vram_used')]),
    memoryTotalBytes: await firstNumber([join(device, 'mem_info_vram_total')]),
    graphicsClockMhz: intelClock ?? scaled(hertz, 1e-6),
    memoryClockMhz: scaled(memoryHertz, 1e-6),
  };
}

/**
 * @param {number | null} value
 * @param {number} factor
 */
function scaled(value, factor) {
  return value === null ? null : Math.round(value * factor * 100) / 100;
}

/**
 * @param {readonly string[]} paths
 * @returns {Promise<number | null>} of the first file that has one
 */
async function firstNumber(paths) {
  for (const path of paths) {
    const text = await textOf(path);
    if (text !== null && /^\d{1,18}$/.test(text)) return Number(text);
  }
  return null;
}

/**
 * @param {string} path
 * @returns {Promise<string | null>}
 */
async function textOf(path) {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

/**
 * @param {string} folder
 * @returns {Promise<readonly string[]>}
 */
async function namesIn(folder) {
  return readdir(folder).catch(() => []);
}
