import { isByHand, type TranscriptSegment } from '../transcript';
import { comparedWord, pairWords, timedTokens, type TimedToken } from './timed-tokens';

/**
 * Puts with each new segment what stood in its place before, where other words did. Text that was held back is neither
 * new nor former; lines of a person's own are as they were.
 */
export function withFormerText(
  segments: readonly TranscriptSegment[],
  former: readonly TranscriptSegment[],
): readonly TranscriptSegment[] {
  const isRead = (segment: TranscriptSegment) => segment.dropped === undefined && !isByHand(segment);
  const before = former.filter(isRead).map(timedTokens);
  const tokens = segments.map((segment) => (isRead(segment) ? timedTokens(segment) : []));
  const owners = ownersOf(before.flat(), tokens);
  let at = 0;
  const parts = segments.map((): string[] => []);
  for (const line of before) {
    const ofLine = new Map<number, string>();
    for (const { text } of line) {
      const owner = owners[at++] ?? -1;
      ofLine.set(owner, (ofLine.get(owner) ?? '') + text);
    }
    for (const [owner, text] of ofLine) parts[owner]?.push(text.trim());
  }
  return segments.map((segment, index) => {
    const formerText = parts[index]?.join(' ') ?? '';
    if (!isRead(segment) || comparedWord(formerText) === comparedWord(segment.text)) return segment;
    return { ...segment, formerText };
  });
}

/** For each former word the new segment in whose place it stood: that of the same word, else the nearest. */
function ownersOf(
  former: readonly TimedToken[],
  segments: readonly (readonly TimedToken[])[],
): readonly number[] {
  const own = segments.flatMap((tokens, segment) => tokens.map((token) => ({ ...token, segment })));
  const pairs = pairWords(
    former.map(({ compared }) => compared),
    own.map(({ compared }) => compared),
  );
  return former.map(({ middleSeconds }, index) => {
    const pair = pairs[index] ?? null;
    if (pair !== null) return own[pair]?.segment ?? -1;
    let [nearest, distance] = [-1, Infinity];
    for (const token of own) {
      const away = Math.abs(token.middleSeconds - middleSeconds);
      if (away < distance) [nearest, distance] = [token.segment, away];
    }
    return nearest;
  });
}
