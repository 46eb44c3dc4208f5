import { isByHand, type TranscriptSegment } from '../transcript';
import { pairWords, timedTokens, type TimedToken } from './timed-tokens';

/** The same word further away than this is another one. */
const MAX_DRIFT_SECONDS = 3;

/** What stands around new segments. */
export interface FormerLines {
  /** What they come in the place of, in order. */
  readonly replaced: readonly TranscriptSegment[];
  /** Lines of a person's own that reach into their time from the windows before and behind. */
  readonly before: readonly TranscriptSegment[];
  readonly behind: readonly TranscriptSegment[];
}

/** New segments with the lines of a person's own in the place of what was read there again. */
export function withHandEdits(
  segments: readonly TranscriptSegment[],
  { replaced, before, behind }: FormerLines,
): readonly TranscriptSegment[] {
  const around = [...before, ...replaced, ...behind];
  if (!around.some(isByHand)) return segments;
  const tokens = segments.map(timedTokens);
  const isCovered = coveredTokens(around, tokens.flat());
  let at = 0;
  const rest = segments.flatMap((segment, index) => {
    const ofSegment = tokens[index] ?? [];
    const covered = isCovered.slice(at, at + ofSegment.length);
    at += ofSegment.length;
    return covered.includes(true) ? piecesOf(segment, ofSegment, covered) : [segment];
  });
  return [...rest, ...replaced.filter(isByHand)].sort((a, b) => a.startSeconds - b.startSeconds);
}

/** Which new words are those of a line of a person's own: the same words, and what lies in its time. */
function coveredTokens(
  lines: readonly TranscriptSegment[],
  tokens: readonly TimedToken[],
): readonly boolean[] {
  const former = lines.flatMap((line) =>
    timedTokens(line).map((token) => ({ ...token, isOwn: isByHand(line) })),
  );
  const pairs = pairWords(
    tokens.map(({ compared }) => compared),
    former.map(({ compared }) => compared),
  );
  const own = lines.filter(isByHand);
  return tokens.map(({ middleSeconds, compared }, index) => {
    const pair = former[pairs[index] ?? -1];
    const isSame =
      pair && compared !== '' && Math.abs(pair.middleSeconds - middleSeconds) < MAX_DRIFT_SECONDS;
    if (isSame) return pair.isOwn;
    return own.some(
      ({ startSeconds, endSeconds }) => startSeconds <= middleSeconds && middleSeconds < endSeconds,
    );
  });
}

/** What of a segment is left: as many pieces as there are stretches of words. */
function piecesOf(
  segment: TranscriptSegment,
  tokens: readonly TimedToken[],
  covered: readonly boolean[],
): readonly TranscriptSegment[] {
  const stretches: TimedToken[][] = [];
  tokens.forEach((token, index) => {
    if (covered[index]) return;
    const last = covered[index - 1] === false ? stretches.at(-1) : undefined;
    if (last) last.push(token);
    else stretches.push([token]);
  });
  return stretches
    .filter((stretch) => stretch.some(({ compared }) => compared !== ''))
    .map((stretch) => pieceOf(segment, stretch));
}

function pieceOf(segment: TranscriptSegment, tokens: readonly TimedToken[]): TranscriptSegment {
  const { words: _words, ...rest } = segment;
  const words = tokens.flatMap(({ word }) => word ?? []);
  const [first, last] = [tokens[0], tokens.at(-1)];
  return {
    ...rest,
    text: tokens
      .map(({ text }) => text)
      .join('')
      .trim(),
    startSeconds: first?.word?.startSeconds ?? first?.middleSeconds ?? segment.startSeconds,
    endSeconds: last?.word?.endSeconds ?? last?.middleSeconds ?? segment.endSeconds,
    ...(words.length > 0 && { words }),
  };
}
