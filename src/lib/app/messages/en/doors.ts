import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is asked of a person where the app cannot know whether it was a person who asked. */
export const doorsEn = {
  dictate: {
    label: 'Start dictating?',
    text: 'The app’s shortcut opens this page, and so can any site. The microphone is off until you start it.',
    confirm: 'Start dictating',
    refuse: 'Not now',
  },
  shared: {
    label: 'Shared files',
    text: (count: number, bytes: number, leftOut: number) =>
      `${
        numbers.plural(count) === 'one' ? 'One file was' : `${numbers.count(count)} files were`
      } sent to this app (${numbers.megabytes(bytes)}). Add what you have shared; any site can send files as well.` +
      (leftOut === 0
        ? ''
        : ` ${numbers.count(leftOut)} more had no room here: choose or drop them on this page.`),
    confirm: 'Add them',
    confirmOne: 'Add it',
    refuse: 'Discard',
    gone: 'No shared file is waiting here: it was answered in another window, waited too long, or did not fit. Choose or drop it on this page.',
    close: 'Close',
  },
};

export type DoorMessages = typeof doorsEn;
