import lighthouse, { type Flags } from 'lighthouse';
import { createServer } from 'node:net';
import { openApp } from '../../testing/browser/app-session';
import { figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';

const PATHS = ['/', '/transcribe', '/speech-models', '/performance', '/settings', '/privacy'];
const CATEGORIES = ['accessibility', 'best-practices'] as const;
const SCREENS: Readonly<Record<string, Flags>> = {
  desktop: {
    formFactor: 'desktop',
    screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
  },
  mobile: { formFactor: 'mobile' },
};

const METHOD =
  'Lighthouse 12 on each page of the built app, as a visit on a computer and on a phone; a figure is the worst of them, of 100. ' +
  'The tests have axe on every state.';

/** What a category of Lighthouse makes of a page. */
interface PageScores {
  readonly path: string;
  readonly screen: string;
  /** Of 100, in the order of the categories. */
  readonly scores: readonly number[];
  /** What it would have otherwise. */
  readonly failed: readonly string[];
}

/** Accessibility and best practices, as Lighthouse sees them. */
export async function measureLighthouse(): Promise<FigureReport> {
  const port = await freePort();
  const { browser, url, close } = await openApp('/', [`--remote-debugging-port=${port}`]);
  try {
    const pages: PageScores[] = [];
    for (const path of PATHS)
      for (const [screen, flags] of Object.entries(SCREENS))
        pages.push({ path, screen, ...(await audit(new URL(path, url).href, { ...flags, port })) });
    const worst = (at: number) => Math.min(...pages.map(({ scores }) => scores[at] ?? 0));
    return {
      ...provenance('benchmark'),
      device: { browser: `Chromium ${browser.version()}` },
      model: 'none',
      figures: CATEGORIES.map((name, at) =>
        figure(`lighthouse.${name.replace('-', '_')}`, 'of 100', [worst(at)]),
      ),
      details: { method: METHOD, pages },
    };
  } finally {
    await close();
  }
}

async function audit(url: string, flags: Flags): Promise<Pick<PageScores, 'scores' | 'failed'>> {
  const result = await lighthouse(url, { ...flags, onlyCategories: [...CATEGORIES], logLevel: 'error' });
  if (!result) throw new Error(`Lighthouse has no result for ${url}`);
  const { categories, audits } = result.lhr;
  return {
    scores: CATEGORIES.map((name) => Math.round(100 * (categories[name]?.score ?? 0))),
    failed: Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score !== 1)
      .map(({ id, title }) => `${id}: ${title}`),
  };
}

/** Lighthouse drives the browser by a port, Playwright by a pipe. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
