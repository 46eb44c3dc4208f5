import { createNumbers, formatTime } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of recordings that were added, and of changing and saving their texts. */
export const transcriptsEn = {
  added: (count: number, firstName: string) =>
    numbers.plural(count) === 'one'
      ? `${firstName} is in the list.`
      : `${numbers.count(count)} recordings are in the list, the first is ${firstName}.`,
  progress: 'Transcribed so far',
  paused: 'This recording is paused. Press Resume, in its row of the list, and the text appears here.',
  emptied: 'You have deleted all of this text.',
  undo: 'Undo the last change',
  redo: 'Redo the change',
  undone: (seconds: number) => `The change at ${formatTime(seconds)} is undone.`,
  redone: (seconds: number) => `The change at ${formatTime(seconds)} is made again.`,
  lineDeleted: (time: string) => `The line at ${time} is deleted. Undo brings it back.`,
  /** Lines that have other words since the recording was read again. */
  changed: (count: number) =>
    numbers.plural(count) === 'one'
      ? 'One line has other words than before. They are underlined.'
      : `${numbers.count(count)} lines have other words than before. They are underlined.`,
  removeMarks: 'Remove the marks',
  formats: {
    txt: 'TXT',
    'timed-txt': 'TXT with times',
    srt: 'SRT',
    vtt: 'VTT',
    'word-vtt': 'VTT with word times',
    json: 'JSON',
  },
  /** From the list: said beside the name. */
  remove: 'Remove',
  /** Of the formats that are written out. */
  saveWith: (format: string) => `Save: ${format}`,
  keys: [
    { keys: ['Ctrl', 'Z'], what: 'Undo a change to the text' },
    { keys: ['Ctrl', 'Shift', 'Z'], what: 'Redo' },
  ],
};

export type TranscriptMessages = typeof transcriptsEn;
