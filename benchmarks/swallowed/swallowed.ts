import type { DeviceChoice } from '../../src/lib/protocol/loading';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inRepository } from '../../scripts/setup/repository.mjs';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { evaluateClips } from '../lib/evaluate-clips';
import { openEvaluation } from '../lib/evaluation-page';
import type { FigureReport } from '../lib/figures';
import { writeRecording } from '../lib/joined-recording';
import { provenance } from '../lib/provenance';
import { LANGUAGES, spokenClips } from '../lib/spoken-clips';
import { AloneTexts } from './alone-texts';
import { kindFigures, kindReport, type ReadMix } from './mix-report';
import { drawMixes, MIX_KINDS, type Mix } from './mixes';

const MIXES_OF_A_KIND = 100;
/** Mixes with words missing or too many stay here, to be heard. */
const MIX_FOLDER = inRepository('.cache', 'swallowed', 'mixes');
const ALONE_FILE = inRepository('.cache', 'swallowed', 'alone.json');

const METHOD =
  'Clear French and English clips of 1 to 10 s, trimmed, of one level, joined 0.1 to 1 s apart over a quiet room; each mix ' +
  'has 2 to 5. quiet-side: one clip is 20 to 28 dB down; two-languages-without-pause: 0 s apart. The product reads each clip alone and each mix, the language ' +
  'automatic. missing: words of the clips alone that the mix lacks; extra: words of the mix that they lack; otherwise: words ' +
  'written as others. Shares are of the words of the clips alone. The recordings of the mixes that are listed are in ' +
  '.cache/swallowed/mixes.';

/**
 * Words that are swallowed or doubled once clips stand in one recording.
 *
 * @param options `only`: one kind; `count`: mixes of each kind; `seed`: of what is drawn
 */
export async function measureSwallowed({
  only,
  count,
  seed,
  device,
}: BenchmarkOptions): Promise<FigureReport> {
  const kinds = MIX_KINDS.filter((kind) => only === undefined || kind === only);
  if (kinds.length === 0) throw new Error(`the kinds of mixes are ${MIX_KINDS.join(', ')}`);
  const clips = await spokenClips({ maxSeconds: 10, isTrimmed: true });
  const mixes = kinds.flatMap((kind) => drawMixes(clips, kind, { count: count ?? MIXES_OF_A_KIND, seed }));
  const { read, commits, engine } = await readMixes(mixes, device);
  const reports = kinds.map(
    (kind) => [kind, kindReport(read.filter(({ mix }) => mix.kind === kind))] as const,
  );
  keepOnly(reports.flatMap(([, { lossy }]) => lossy.map(({ name }) => name)));
  return {
    ...provenance('benchmark'),
    device: engine,
    model: engine.model.id,
    figures: reports.flatMap(([kind, report]) => kindFigures(kind, report)),
    details: { method: METHOD, seed, commitsOfClipsAlone: commits, kinds: Object.fromEntries(reports) },
  };
}

/** What the product writes of the mixes, and of their clips alone where that is not known yet. */
async function readMixes(mixes: readonly Mix[], device: DeviceChoice) {
  rmSync(MIX_FOLDER, { recursive: true, force: true });
  mkdirSync(MIX_FOLDER, { recursive: true });
  const alone = new AloneTexts(ALONE_FILE);
  const used = [...new Set(mixes.flatMap(({ parts }) => parts.map(({ clip }) => clip)))];
  const unread = used.filter((clip) => !alone.get(clip));
  const recordings = [
    ...unread.map((clip, index) =>
      writeRecording(MIX_FOLDER, `alone-${index}`, [{ clip, gapSeconds: 0, gainDb: 0 }]),
    ),
    ...mixes.map(({ name, parts }) => writeRecording(MIX_FOLDER, name, parts)),
  ];
  const sounds = recordings.map(({ sound }) => sound);
  const page = await openEvaluation(
    sounds.map(({ path }) => path),
    'q8_0',
    device,
  );
  const rows = await evaluateClips(page, sounds, { automatic: true, languages: LANGUAGES });
  await page.close();
  for (const [index, clip] of unread.entries()) {
    const row = rows[index]?.row;
    if (row) alone.keep(clip, row);
  }
  const read = mixes.map((mix, index): ReadMix => {
    const at = unread.length + index;
    const { text = '', error = null } = rows[at]?.row ?? {};
    const texts = mix.parts.map(({ clip }) => alone.get(clip)?.text ?? '');
    return { mix, startsSeconds: recordings[at]?.startsSeconds ?? [], alone: texts, text, error };
  });
  const commits = [...new Set(used.map((clip) => alone.get(clip)?.commit))];
  return { read, commits, engine: { ...page.engine, browser: `Chromium ${page.browserVersion}` } };
}

function keepOnly(names: readonly string[]): void {
  for (const file of readdirSync(MIX_FOLDER)) {
    if (!names.includes(basename(file, '.wav'))) rmSync(join(MIX_FOLDER, file));
  }
}
