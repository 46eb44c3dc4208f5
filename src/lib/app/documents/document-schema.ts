import { Schema, type Node } from 'prosemirror-model';

/** A document of paragraphs; what comes later adds to it. */
export const documentSchema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: {
      content: 'text*',
      group: 'block',
      parseDOM: [{ tag: 'p' }],
      toDOM: () => ['p', 0],
    },
    text: {},
  },
});

/** Paragraphs of plain text. */
export function documentOf(text: string): Node {
  const paragraphs = text.split('\n').map((line) => {
    return documentSchema.node('paragraph', null, line ? [documentSchema.text(line)] : []);
  });
  return documentSchema.node('doc', null, paragraphs);
}

/** A line for each paragraph. */
export function textOf(document: Node): string {
  return document.textBetween(0, document.content.size, '\n');
}

/** The place in `textOf(document)` of a position in the document. */
export function offsetOf(document: Node, position: number): number {
  return document.textBetween(0, position, '\n').length;
}

/** The position in the document of a place in its text; the end where the text is shorter. */
export function positionOf(document: Node, offset: number): number {
  const before = textOf(document).slice(0, offset);
  // Each paragraph begins one position after its edge, and each edge counts twice where the text has one line break.
  return before.length + 1 + (before.match(/\n/g)?.length ?? 0);
}
