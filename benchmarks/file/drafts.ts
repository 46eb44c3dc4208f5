import type { DraftMeasurement } from '../../src/lib/protocol/measurement';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { openEvaluation } from '../lib/evaluation-page';
import { figure, type Figure, type Findings } from '../lib/figures';
import type { Clip } from '../../testing/audio/manifest';

const CLIPS = 60;
/** Texts of so many tokens are compared for speed: a sentence. */
const SPEED_TOKENS = { least: 20, most: 30 };

interface MeasuredDraft extends DraftMeasurement {
  readonly file: string;
}

/**
 * What a draft is worth: how much of a text is the same behind the draft of a moment before, and how much sooner the
 * decoder is done with a right one.
 *
 * @param clips of one window each, from which CLIPS are taken at even distances
 */
export async function measureDrafts(clips: readonly Clip[]): Promise<Findings> {
  const step = Math.max(1, clips.length / CLIPS);
  const chosen = clips.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const page = await openEvaluation(
    chosen.map(({ path }) => path),
    'q8_0',
  );
  const drafts: MeasuredDraft[] = [];
  for (const [index, { file, language }] of chosen.entries()) {
    const measured = await page.measureDraft(index, language ?? '');
    if (measured) drafts.push({ file, ...measured });
  }
  await page.close();
  return { figures: draftFigures(drafts), details: { speedTokens: SPEED_TOKENS, drafts } };
}

function draftFigures(drafts: readonly DraftMeasurement[]): readonly Figure[] {
  const sum = (of: (draft: DraftMeasurement) => number) =>
    drafts.reduce((total, draft) => total + of(draft), 0);
  const sentences = drafts.filter(
    ({ tokens }) => tokens >= SPEED_TOKENS.least && tokens <= SPEED_TOKENS.most,
  );
  const speedups = sentences.map((each) => each.stepMilliseconds / each.draftMilliseconds);
  const hypothesisSpeedups = sentences.map((each) => each.stepMilliseconds / each.hypothesisMilliseconds);
  const agreement = sum(({ agreedTokens }) => agreedTokens) / sum(({ tokens }) => tokens);
  return [
    figure('draft.agreement', 'share', [agreement]),
    figure('draft.speedup', 'times', [percentile(speedups, 0.5)]),
    figure('draft.hypothesis_speedup', 'times', [percentile(hypothesisSpeedups, 0.5)]),
  ];
}
