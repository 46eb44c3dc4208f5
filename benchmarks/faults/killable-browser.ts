import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';

const START_LIMIT_MS = 30_000;
const GONE_EVERY_MS = 20;
const GONE_TRIES = 50;
const SWITCHES = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-GB',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** Chromium with a profile on disk, in a process group of its own, so that all of it can be killed at once. */
export class KillableBrowser {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser,
    readonly context: BrowserContext,
  ) {}

  /** @param wav what its microphone plays whenever it is opened */
  static async launch(profile: string, wav: string): Promise<KillableBrowser> {
    // A browser that was killed leaves its lock behind.
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      rmSync(join(profile, name), { force: true });
    const started = spawn(
      await ensureBrowser(),
      [
        ...browserArguments(),
        ...SWITCHES,
        `--use-file-for-fake-audio-capture=${wav}%noloop`,
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // A benchmark that fails leaves none behind.
    const { pid } = started;
    const killWithUs = () => pid !== undefined && signalGroup(pid, 'SIGKILL');
    process.once('exit', killWithUs);
    started.once('exit', () => process.off('exit', killWithUs));
    const browser = await chromium.connectOverCDP(await endpointOf(started));
    const [context] = browser.contexts();
    if (!context) throw new Error('Chromium has no window');
    return new KillableBrowser(started, browser, context);
  }

  get version(): string {
    return this.browser.version();
  }

  /** As a crash or a power cut does: no process of it gets to write anything more. */
  async kill(): Promise<void> {
    const { pid } = this.process;
    const ended = this.#ended();
    if (pid !== undefined) {
      signalGroup(pid, 'SIGKILL');
      for (let tries = 0; tries < GONE_TRIES && signalGroup(pid, 0); tries++)
        await new Promise((resolve) => setTimeout(resolve, GONE_EVERY_MS));
    }
    await ended;
    await this.browser.close().catch(() => undefined);
  }

  /** As a person does: all is written. */
  async close(): Promise<void> {
    const ended = this.#ended();
    const session = await this.browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
    await ended;
    await this.browser.close().catch(() => undefined);
  }

  async #ended(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }
}

/** @returns false where none of the group is left */
function signalGroup(pid: number, signal: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function endpointOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Chromium did not start')), START_LIMIT_MS);
    let said = '';
    stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (endpoint === undefined) return;
      clearTimeout(timer);
      said = '';
      resolve(endpoint);
    });
  });
}
