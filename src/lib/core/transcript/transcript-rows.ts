import { isEmptied, type DropReason, type TranscribedWindow, type TranscriptSegment } from './transcript';

/** What stands in one row of a transcript that is read. */
export type TranscriptRow =
  | {
      readonly kind: 'text';
      /** In its window. */
      readonly segmentIndex: number;
      readonly segment: TranscriptSegment;
      /** In the whole text, where what is held back or emptied does not count. */
      readonly textIndex: number;
    }
  | {
      readonly kind: 'held-back';
      /** Of the first one, in its window. */
      readonly segmentIndex: number;
      /** One behind the other, all for the same reason; one at least. */
      readonly segments: readonly TranscriptSegment[];
      readonly reason: DropReason;
    };

/** The rows of each window; what a person has emptied has none. */
export function transcriptRows(windows: readonly TranscribedWindow[]): readonly (readonly TranscriptRow[])[] {
  let textIndex = 0;
  return windows.map(({ segments }) => {
    const rows: TranscriptRow[] = [];
    for (const [segmentIndex, segment] of segments.entries()) {
      if (isEmptied(segment)) continue;
      const { dropped: reason } = segment;
      const last = rows.at(-1);
      if (!reason) rows.push({ kind: 'text', segmentIndex, segment, textIndex: textIndex++ });
      else if (last?.kind === 'held-back' && last.reason === reason && isRightBehind(last, segmentIndex))
        rows[rows.length - 1] = { ...last, segments: [...last.segments, segment] };
      else rows.push({ kind: 'held-back', segmentIndex, segments: [segment], reason });
    }
    return rows;
  });
}

function isRightBehind(
  last: Extract<TranscriptRow, { readonly kind: 'held-back' }>,
  segmentIndex: number,
): boolean {
  return last.segmentIndex + last.segments.length === segmentIndex;
}
