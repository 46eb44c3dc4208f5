import { expect, test } from 'vitest';
import { browserArguments, ensureBrowser, findBrowser } from '../../../../scripts/setup/find-browser.mjs';

type Machine = NonNullable<Parameters<typeof findBrowser>[0]>;

/** A Linux machine on which only `files` exist; `onRun` says which files a command brings. */
function machineWith(files: string[], changes: Partial<Machine> = {}, onRun: Record<string, string> = {}) {
  const present = new Set(files);
  const ran: string[] = [];
  const machine: Machine = {
    platform: 'linux',
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    playwrightPath: '/cache/playwright/chrome',
    isRoot: false,
    isExecutable: (path) => present.has(path),
    run: async ({ file, args }) => {
      const line = [file.split('/').at(-1), ...args].join(' ');
      ran.push(line);
      const brought = onRun[line];
      if (brought !== undefined) present.add(brought);
      return brought === undefined ? 1 : 0;
    },
    ...changes,
  };
  return { machine, ran };
}

const PATH = '/usr/bin';

test('a variable goes before everything else', () => {
  const environment = { PATH, CHROME_PATH: '/opt/mine' };
  const { machine } = machineWith(['/opt/mine', '/cache/playwright/chrome', '/usr/bin/chromium'], {
    environment,
  });
  expect(findBrowser(machine)).toBe('/opt/mine');
});

test('a variable that names nothing is passed over', () => {
  const { machine } = machineWith(['/usr/bin/chromium'], { environment: { PATH, CHROMIUM_PATH: '/gone' } });
  expect(findBrowser(machine)).toBe('/usr/bin/chromium');
});

test("Playwright's own goes before the system's", () => {
  const { machine } = machineWith(['/cache/playwright/chrome', '/usr/bin/chromium']);
  expect(findBrowser(machine)).toBe('/cache/playwright/chrome');
});

test('Chrome goes before Chromium', () => {
  const { machine } = machineWith(['/usr/bin/chromium', '/usr/bin/google-chrome']);
  expect(findBrowser(machine)).toBe('/usr/bin/google-chrome');
});

test('on macOS the applications folder is looked at', () => {
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findBrowser(machineWith([chrome], { platform: 'darwin' }).machine)).toBe(chrome);
});

test('nothing is installed where a browser is there', async () => {
  const { machine, ran } = machineWith(['/usr/bin/chromium']);
  expect(await ensureBrowser(machine)).toBe('/usr/bin/chromium');
  expect(ran).toEqual([]);
});

test("Playwright's download is tried first, and is enough", async () => {
  const brings = { 'playwright install chromium': '/cache/playwright/chrome' };
  const { machine, ran } = machineWith([], { isRoot: true }, brings);
  expect(await ensureBrowser(machine)).toBe('/cache/playwright/chrome');
  expect(ran).toEqual(['playwright install chromium']);
});

test('root falls back to the system package', async () => {
  const brings = { 'apt-get install -y -qq chromium': '/usr/bin/chromium' };
  const { machine, ran } = machineWith([], { isRoot: true }, brings);
  expect(await ensureBrowser(machine)).toBe('/usr/bin/chromium');
  expect(ran).toEqual([
    'playwright install chromium',
    'apt-get update -qq',
    'apt-get install -y -qq chromium',
  ]);
});

test('a user who is not root is told what to install', async () => {
  const { machine, ran } = machineWith([]);
  await expect(ensureBrowser(machine)).rejects.toThrow('CHROMIUM_PATH');
  expect(ran).toEqual(['playwright install chromium']);
});

test('the sandbox is given up for root alone', () => {
  expect(browserArguments(true)).toEqual(['--no-sandbox']);
  expect(browserArguments(false)).toEqual([]);
});
