import type { SampleRange } from '../audio/audio-format';
import type { TranscribedWord } from '../transcript/transcript';
import { POSITION_SAMPLES } from '../whisper/features/audio-context';
import { TIMESTAMP_SECONDS } from '../whisper/vocabulary/special-tokens';
import type { ChosenToken } from '../whisper/decoding/token-choice';
import type { TokenQueries } from '../whisper/decoding/token-decoder';
import type { Vocabulary } from '../whisper/vocabulary/vocabulary';
import type { AttentionHead } from '../checkpoint/alignment-heads';
import { HEAD_SIZE } from '../checkpoint/dimensions';
import { attentionMatrix } from './attention-matrix';
import { columnsByRow } from './dynamic-time-warping';
import { wordTokens } from './word-tokens';

export interface SpokenTokens {
  /** Tokens of text, without timestamps. */
  readonly tokens: readonly ChosenToken[];
  /** Queries of the tokens, and of the end where it was reached. */
  readonly queries: readonly TokenQueries[];
  /** Of each head, (positions, 64). */
  readonly keys: readonly Float32Array[];
  readonly heads: readonly AttentionHead[];
  /** Samples of the window. */
  readonly sampleCount: number;
  /** Stretches of speech without a pause, in samples of the window: no word reaches out of its own. */
  readonly phrases: readonly SampleRange[];
  readonly vocabulary: Vocabulary;
  readonly language: string;
}

/** A word with its times, from the beginning of the window, and how sure the model was of its tokens. */
export interface AlignedWord extends TranscribedWord {
  /** Natural logarithms. */
  readonly logProbabilities: readonly number[];
}

/** Words with their times, in order. */
export function wordTimes(spoken: SpokenTokens): readonly AlignedWord[] {
  const { tokens, queries, keys, heads, sampleCount, vocabulary, language } = spoken;
  if (tokens.length === 0) return [];
  const heard = keys.map(({ length }) => length / HEAD_SIZE);
  const positions = Math.min(Math.ceil(sampleCount / POSITION_SAMPLES), ...heard);
  const attention = attentionMatrix(queries, keys, heads, positions);
  const entered = [...columnsByRow(attention, queries.length, positions), positions];

  const ids = tokens.map(({ token }) => token);
  return wordTokens(ids, vocabulary, language).map(({ text, first, end: behind }) => {
    const within = attention.subarray(first * positions, behind * positions);
    const span = { first: entered[first] ?? 0, end: entered[behind] ?? positions };
    const own = withinPhrase(span, within, positions, spoken.phrases);
    const logProbabilities = tokens.slice(first, behind).map(({ logProbability }) => logProbability);
    return {
      text,
      startSeconds: own.first * TIMESTAMP_SECONDS,
      endSeconds: own.end * TIMESTAMP_SECONDS,
      probability: logProbabilities.reduce((sum, log) => sum + Math.exp(log), 0) / logProbabilities.length,
      logProbabilities,
    };
  });
}

/** From position `first` to before `end`; fractions where a phrase begins or ends between two. */
interface PositionSpan {
  readonly first: number;
  readonly end: number;
}

/**
 * A span cut to the phrase in which the word's tokens attend most: alignment leaves no gaps, so a word's share reaches
 * into the pauses beside it, and over speech that the text leaves out.
 *
 * @param attention (tokens of the word, positions)
 */
function withinPhrase(
  span: PositionSpan,
  attention: Float32Array,
  positions: number,
  phrases: readonly SampleRange[],
): PositionSpan {
  let best = span;
  let most = 0;
  for (const { startSample, endSample } of phrases) {
    const first = Math.max(span.first, startSample / POSITION_SAMPLES);
    const end = Math.min(span.end, endSample / POSITION_SAMPLES);
    const attended = first < end ? positiveSum(attention, positions, { first, end }) : 0;
    if (attended > most) [best, most] = [{ first, end }, attended];
  }
  return best;
}

function positiveSum(attention: Float32Array, positions: number, { first, end }: PositionSpan): number {
  let sum = 0;
  for (let row = 0; row < attention.length; row += positions) {
    for (let position = Math.floor(first); position < end; position++) {
      sum += Math.max(0, attention[row + position] ?? 0);
    }
  }
  return sum;
}
