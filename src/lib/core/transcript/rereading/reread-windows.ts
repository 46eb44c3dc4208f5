import { isByHand, type TranscribedWindow, type TranscriptSegment } from '../transcript';
import { withFormerText } from './former-text';
import { withHandEdits } from './hand-edits';

type Windows = readonly TranscribedWindow[];

/** A text of which a part has been read again. */
export interface RereadWindows {
  readonly windows: Windows;
  /** Nothing has changed but the window that came. */
  readonly isInPlace: boolean;
}

/**
 * A text with the next window that was read again: it takes the place of what stood in its time. Lines of a person's
 * own stay, and segments with other words know what stood there before, unless it was another language. What lies
 * behind is as it was.
 *
 * @param count of the windows that have been read again before
 */
export function withRereadWindow(windows: Windows, count: number, window: TranscribedWindow): RereadWindows {
  const before = windows.slice(0, count);
  const parts = windows.slice(count).map((each) => splitAt(each, window.endSeconds));
  const former = parts.flatMap(({ former }) => former);
  const behind = parts.flatMap(({ behind }) => behind ?? []);
  const read = withHandEdits(window.segments, {
    replaced: former,
    before: ownLinesIn(window, before),
    behind: ownLinesIn(window, behind),
  });
  const transcribed = former.filter((segment) => !isByHand(segment));
  const isSameLanguage = transcribed.some(({ language }) =>
    window.segments.some((segment) => segment.language === language),
  );
  const replacesSilence = former.length === 0 && parts.some(({ whole, behind }) => behind !== whole);
  const segments = isSameLanguage || replacesSilence ? withFormerText(read, former) : read;
  const isInPlace =
    behind.length === windows.length - count - 1 && behind.every((each) => windows.includes(each));
  return { windows: [...before, { ...window, segments }, ...behind], isInPlace };
}

/** The text once all of it has been read again: of what is left behind only a person's own lines stay. */
export function rereadToEnd(windows: Windows, count: number): Windows {
  const before = windows.slice(0, count);
  const left = windows.slice(count);
  const own = left.flatMap(({ segments }) => segments.filter(isByHand));
  const last = before.at(-1);
  const [first] = left;
  if (own.length === 0) return before;
  if (!last)
    return first
      ? [{ ...first, endSeconds: left.at(-1)?.endSeconds ?? first.endSeconds, segments: own }]
      : [];
  return before.with(-1, { ...last, segments: [...last.segments, ...own] });
}

/** The text without what stood in it before. */
export function withoutFormerText(windows: Windows): Windows {
  return windows.map((window) => ({
    ...window,
    segments: window.segments.map(({ formerText: _formerText, ...segment }) => segment),
  }));
}

/** How many segments have other words than before; a line of a person's own is not one. */
export function changedCount(windows: Windows): number {
  return windows.flatMap(({ segments }) => segments.filter(isChanged)).length;
}

/** It has been read again, and has other words since. */
export function isChanged(segment: TranscriptSegment): boolean {
  return segment.formerText !== undefined && segment.dropped === undefined && !isByHand(segment);
}

/** Lines of a person's own in `windows` that reach into the time of another window. */
function ownLinesIn(
  { startSeconds, endSeconds }: TranscribedWindow,
  windows: Windows,
): readonly TranscriptSegment[] {
  return windows
    .flatMap(({ segments }) => segments)
    .filter((line) => isByHand(line) && line.endSeconds > startSeconds && line.startSeconds < endSeconds);
}

interface SplitWindow {
  readonly whole: TranscribedWindow;
  readonly former: readonly TranscriptSegment[];
  /** Null where nothing is left. */
  readonly behind: TranscribedWindow | null;
}

function splitAt(whole: TranscribedWindow, seconds: number): SplitWindow {
  const isBefore = ({ startSeconds, endSeconds }: TranscriptSegment) =>
    (startSeconds + endSeconds) / 2 < seconds;
  if (whole.startSeconds >= seconds) return { whole, former: [], behind: whole };
  const former = whole.segments.filter(isBefore);
  const segments = whole.segments.filter((segment) => !isBefore(segment));
  const behind = segments.length > 0 ? { ...whole, startSeconds: seconds, segments } : null;
  return { whole, former, behind };
}
