import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { binaryCommand, runCommand } from './run-command.mjs';

const VARIABLES = ['CHROMIUM_PATH', 'CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'];
const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'chrome.exe',
];
const DOWNLOAD_TIMEOUT_MS = 120_000;

/**
 * What the look-up needs to know of the machine, so that tests can make one up.
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} environment
 * @property {string | null} playwrightPath where Playwright's own Chromium would lie
 * @property {boolean} isRoot
 * @property {(path: string) => boolean} isExecutable
 * @property {(command: import('./run-command.mjs').Command, timeoutMs?: number) => Promise<number>} run
 */

/**
 * A Chromium for the tests and measurements, installed if need be.
 *
 * @returns {Promise<string>} the path of its executable
 * @throws {SetupFailure}
 */
export async function ensureBrowser(machine = thisMachine()) {
  const found = findBrowser(machine) ?? (await installBrowser(machine));
  if (found) return found;
  throw new SetupFailure(
    'No Chromium was found and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to one.',
  );
}

/**
 * Looks for a Chromium that is already there: named by a variable, Playwright's own, the system's.
 *
 * @returns {string | null} the path of its executable
 */
export function findBrowser(machine = thisMachine()) {
  const { environment, playwrightPath, platform, isExecutable } = machine;
  const named = VARIABLES.map((name) => environment[name]).filter(
    (path) => path !== undefined && path !== '',
  );
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const system = NAMES.flatMap((name) => onPath.map((folder) => join(folder, name)));
  const candidates = [...named, playwrightPath, ...system, ...(APPLICATIONS[platform] ?? [])];
  return candidates.find((path) => typeof path === 'string' && isExecutable(path)) ?? null;
}

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const APPLICATIONS = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/** @param {Machine} machine */
async function installBrowser(machine) {
  console.log('No Chromium found: trying to download one ...');
  await machine.run(
    binaryCommand('playwright', ['install', 'chromium'], machine.platform),
    DOWNLOAD_TIMEOUT_MS,
  );
  const downloaded = findBrowser(machine);
  if (downloaded || machine.platform !== 'linux' || !machine.isRoot) return downloaded;
  console.log('Trying the system package ...');
  await machine.run({ file: 'apt-get', args: ['update', '-qq'] });
  await machine.run({ file: 'apt-get', args: ['install', '-y', '-qq', 'chromium'] });
  return findBrowser(machine);
}

/**
 * @param {boolean} [isRoot]
 * @returns {string[]} what Chromium must be started with
 */
export function browserArguments(isRoot = process.getuid?.() === 0) {
  // Chromium refuses to run its sandbox as root.
  return isRoot ? ['--no-sandbox'] : [];
}

/** @returns {Machine} */
function thisMachine() {
  return {
    platform: process.platform,
    environment: process.env,
    playwrightPath: playwrightPath(),
    isRoot: process.getuid?.() === 0,
    isExecutable,
    run: (command, timeoutMs) => runCommand(command, timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightPath() {
  try {
    // Before the install there is no Playwright, and where its Chromium would lie does not matter then.
    return createRequire(import.meta.url)('playwright').chromium.executablePath();
  } catch {
    return null;
  }
}
