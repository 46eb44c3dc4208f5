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
