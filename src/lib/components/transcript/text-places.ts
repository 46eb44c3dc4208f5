import type { TextRange } from '../../core/transcript/rereading/changed-ranges';

/** Why a stretch of text is marked: it is being heard, or was other words before it was read again. */
type MarkKind = 'heard-word' | 'changed-words';

/**
 * Marks stretches of text as `::highlight(KIND)`. The document stays as it is: nothing moves, a selection stands, and
 * nothing is read aloud. Where the browser has no highlights nothing is marked.
 *
 * @returns takes the marks away
 */
export function markText(kind: MarkKind, element: Element, stretches: readonly TextRange[]): () => void {
  if (!('highlights' in CSS)) return () => undefined;
  const highlight = CSS.highlights.get(kind) ?? new Highlight();
  CSS.highlights.set(kind, highlight);
  const ranges = stretches.map((stretch) => rangeOf(element, stretch));
  for (const range of ranges) highlight.add(range);
  return () => {
    for (const range of ranges) highlight.delete(range);
  };
}

function rangeOf(element: Element, { start, end }: TextRange): Range {
  const range = new Range();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node && passed < end; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (start >= passed && start <= passed + length) range.setStart(node, start - passed);
    if (end <= passed + length) range.setEnd(node, end - passed);
    passed += length;
  }
  return range;
}

/** Where in the text of an element the caret stands, in UTF-16 units; null where it is not in it. */
export function caretOffset(element: Element, selection: Selection | null): number | null {
  const { anchorNode = null, anchorOffset = 0 } = selection ?? {};
  if (!anchorNode || !element.contains(anchorNode)) return null;
  const before = new Range();
  before.setStart(element, 0);
  before.setEnd(anchorNode, anchorOffset);
  return before.toString().length;
}
