/** Keys that more than one page has, and those of the page of dictation. */
export const keyListsEn = {
  everywhere: 'On every page',
  list: 'This list',
  stopElsewhere: 'Stop a dictation that is running',
  dictate: 'Start and stop dictation; hold it to dictate until you let go',
  dictateOutside: 'The same, outside the text',
  stop: 'Stop dictation',
  copy: 'Copy what was dictated since the last copy, or the selection',
  readAgain: 'Transcribe the last phrase again in the other language',
  undo: 'Undo, one phrase at a time',
  redo: 'Redo',
  space: 'Space',
  escape: 'Esc',
  shift: 'Shift',
};

export type KeyLists = typeof keyListsEn;
