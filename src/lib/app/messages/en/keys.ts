/** Keys that more than one page has, and those of the page of dictation. */
export const keyListsEn = {
  everywhere: 'On every page',
  list: 'This list',
  stopElsewhere: 'End a dictation that is going on',
  dictate: 'Begin and end dictation; while held, dictate until it is let go',
  dictateOutside: 'The same, outside the text',
  stop: 'End dictation',
  copy: 'Copy what was dictated since the last copy, or the selection',
  readAgain: 'Read the last phrase in the other language',
  undo: 'Undo: one phrase at a time',
  redo: 'Do it again',
  space: 'Space',
  escape: 'Esc',
  shift: 'Shift',
};

export type KeyLists = typeof keyListsEn;
