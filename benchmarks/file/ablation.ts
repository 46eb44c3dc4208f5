import { openEvaluation } from '../lib/evaluation-page';
import { isTrusted } from '../lib/evaluation-summary';
import type { Findings } from '../lib/figures';
import { readManifest, type Clip } from '../../testing/audio/manifest';
import { MANIFEST, type TimedClip } from './clips';
import { measureDrafts } from './drafts';
import { measureLanguages } from './languages';
import { measureLedger } from './ledger';
import { measureWordTimes } from './word-times';

/** Of one window: longer clips would weigh more than all others. */
const MAX_CLIP_SECONDS = 29;

const PARTS = {
  drafts: ({ clips }) => measureDrafts(clips.filter(isLedgerClip)),
  'word-times': ({ clips }) => measureWordTimes(clips.filter(({ prompts }) => prompts.length > 0)),
  language: ({ clips }) => measureLanguages(clips),
  ledger: ({ timed, clips }) => measureLedger(timed, clips.filter(isLedgerClip)),
} satisfies Record<string, (given: Given) => Promise<Findings>>;

interface Given {
  readonly timed: readonly TimedClip[];
  /** The whole manifest. */
  readonly clips: readonly Clip[];
}

/**
 * What each optimisation is worth, and how good what came with them is: drafts, languages, times of words.
 *
 * @param only one of PARTS
 */
export async function measureAblation(
  timed: readonly TimedClip[],
  only?: string,
): Promise<Findings & { readonly device: unknown }> {
  const given = { timed, clips: readManifest(MANIFEST) };
  const wanted = Object.entries(PARTS).filter(([name]) => only === undefined || name === only);
  // Only to say what runs: each part opens pages of its own.
  const page = await openEvaluation([], 'q8_0');
  await page.close();
  const parts: [string, Findings][] = [];
  for (const [name, measure] of wanted) parts.push([name, await measure(given)]);
  return {
    figures: parts.flatMap(([, { figures }]) => figures),
    details: Object.fromEntries(parts.map(([name, { details }]) => [name, details])),
    device: { ...page.engine, browser: `Chromium ${page.browserVersion}` },
  };
}

/** Clips in French and English with one window at most and a transcript that word errors can be counted against. */
function isLedgerClip(clip: Clip): boolean {
  return (
    clip.isSpeech &&
    isTrusted(clip) &&
    ['fr', 'en'].includes(clip.language ?? '') &&
    clip.durationSeconds <= MAX_CLIP_SECONDS
  );
}
