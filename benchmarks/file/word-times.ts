import { percentile } from '../../src/lib/core/metrics/percentiles';
import { evaluateClips } from '../lib/evaluate-clips';
import { openEvaluation } from '../lib/evaluation-page';
import { figure, type Findings } from '../lib/figures';
import type { Clip } from '../../testing/audio/manifest';
import { wordTimeErrors, type WordTimeErrors } from './word-time-errors';

/**
 * How exact the times of words are: the first and the last of each prompt that recordings were joined from.
 *
 * @param clips with prompts
 * @throws Error where no word has a time
 */
export async function measureWordTimes(clips: readonly Clip[]): Promise<Findings> {
  const page = await openEvaluation(
    clips.map(({ path }) => path),
    'q8_0',
  );
  const results = await evaluateClips(page, clips, { automatic: false, languages: ['fr', 'en'] });
  await page.close();
  const recordings = results.map(({ clip, row }) => ({
    file: clip.file,
    ...wordTimeErrors(
      clip.prompts,
      row.segments.flatMap(({ words }) => words ?? []),
    ),
  }));
  const distancesMs = recordings.flatMap(borderDistancesMs);
  if (distancesMs.length === 0) throw new Error('no word of the transcripts has a time');
  const borders = recordings.reduce((sum, { prompts }) => sum + 2 * prompts, 0);
  return {
    figures: [
      figure('word_times.median_error_ms', 'ms', [percentile(distancesMs, 0.5)]),
      figure('word_times.p90_error_ms', 'ms', [percentile(distancesMs, 0.9)]),
      figure('word_times.matched', 'share', [distancesMs.length / borders]),
    ],
    details: recordings.map((recording) => ({ ...summary(recording), ...recording })),
  };
}

const borderDistancesMs = ({ starts, ends }: WordTimeErrors) =>
  [...starts, ...ends].map((seconds) => 1000 * Math.abs(seconds));

/** Medians with their sign: whether words begin and end early or late. */
function summary({ starts, ends, prompts }: WordTimeErrors) {
  const median = (seconds: readonly number[]) => (seconds.length > 0 ? percentile(seconds, 0.5) : null);
  return {
    matchedBorders: starts.length + ends.length,
    borders: 2 * prompts,
    medianStartErrorSeconds: median(starts),
    medianEndErrorSeconds: median(ends),
  };
}
