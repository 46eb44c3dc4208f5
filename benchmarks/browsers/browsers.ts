import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { startServer } from '../../server/static-server.mjs';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { startBareHost } from './bare-host';
import { chromium, firefox, readClips, type BrowserProgram, type Reading } from './driven-browser';
import { buildWithPlainKernels } from './plain-build';
import { differences } from './differences';

const REFERENCE = inRepository('..', 'shared', 'reference', 'q8_0.json');
const AUDIO = inRepository('..', 'shared', 'audio');

/** The variant that the others are compared with. */
const USUAL = 'chromium';
const NO_FUSED = ['--no-enable-fma3'];
const NO_AVX = ['--no-enable-avx', '--no-enable-avx2', ...NO_FUSED];

const METHOD =
  'The built app reads the clips of the reference, each in its language, from their own files; the first variant is the ' +
  'usual one, and the others are compared with it. texts_equal: the same text; readings_equal: times and probabilities of ' +
  'all words as well, to the last bit. no-fma3, no-avx: V8 is told not to use those instructions. plain: the kernels ' +
  'without relaxed SIMD lie in the place of those with it, so runtimeBuild does not say so. alone: a host without headers ' +
  'and without the service worker that would add them.';

interface Variant {
  readonly name: string;
  readonly program: () => Promise<BrowserProgram>;
  readonly serve: (folder: string) => Promise<{ readonly url: string; close(): Promise<void> }>;
}

const serveBuild = () => startServer({ folder: BUILD_FOLDER, port: 0 });
const servePlain = (folder: string) =>
  startServer({ folder: buildWithPlainKernels(BUILD_FOLDER, folder), port: 0 });

const VARIANTS: readonly Variant[] = [
  { name: USUAL, program: () => chromium([]), serve: serveBuild },
  { name: 'no-fma3', program: () => chromium(NO_FUSED), serve: serveBuild },
  { name: 'no-avx', program: () => chromium(NO_AVX), serve: serveBuild },
  { name: 'plain', program: () => chromium([]), serve: servePlain },
  { name: 'alone', program: () => chromium([]), serve: () => startBareHost(BUILD_FOLDER) },
  { name: 'firefox', program: firefox, serve: serveBuild },
];

/**
 * Whether the kernels write the same in other browsers and on other processors.
 *
 * @param options `only`: one variant beside the usual one; `clips`: how many at most
 */
export async function measureBrowsers({ only, clips: most }: BenchmarkOptions): Promise<FigureReport> {
  const variants = VARIANTS.filter(({ name }) => only === undefined || name === USUAL || name === only);
  const reference: readonly { file: string; language: string }[] = JSON.parse(
    readFileSync(REFERENCE, 'utf8'),
  );
  const clips = reference
    .slice(0, most)
    .map(({ file, language }) => ({ file, language, path: join(AUDIO, file) }));
  await ensureBuilt();
  const readings: { readonly name: string; readonly reading: Reading }[] = [];
  for (const { name, program, serve } of variants) {
    const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
    const host = await serve(folder);
    try {
      readings.push({ name, reading: await readClips(await program(), `${host.url}/evaluate`, clips) });
    } finally {
      await host.close();
      rmSync(folder, { recursive: true });
    }
  }
  const usual = readings[0]?.reading;
  if (!usual) throw new Error('nothing was read');
  const compared = readings.map(({ name, reading }) => ({
    name,
    browser: reading.browser,
    engine: reading.engine,
    ...differences(usual, reading),
    rows: reading.rows.map(({ file, text, error, seconds }) => ({ file, text, error, seconds })),
  }));
  return {
    ...provenance('benchmark'),
    device: usual.engine,
    model: usual.engine.model.id,
    figures: compared.flatMap(({ name, engine, textsEqual, readingsEqual, rows }): readonly Figure[] => {
      const of = `of ${rows.length} clips`;
      return [
        figure(`browsers.${name}.texts_equal`, of, [textsEqual]),
        figure(`browsers.${name}.readings_equal`, of, [readingsEqual]),
        figure(`browsers.${name}.threads`, 'threads', [engine.threads]),
      ];
    }),
    details: { method: METHOD, variants: compared },
  };
}
