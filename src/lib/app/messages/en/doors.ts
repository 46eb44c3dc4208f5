import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is asked of a person where the app cannot know whether it was a person who asked. */
export const doorsEn = {
  dictate: {
    label: 'Start dictating?',
    text: 'The app’s shortcut opens this page, but any website can open it too. The microphone stays off until you start.',
    confirm: 'Start dictating',
    refuse: 'Not now',
  },
  shared: {
    label: 'Shared files',
    text: (count: number, bytes: number, leftOut: number) =>
      `${
        numbers.plural(count) === 'one' ? 'One file was' : `${numbers.count(count)} files were`
      } sent to this app (${numbers.megabytes(bytes)}). Add only what you shared yourself; any website can send files too.` +
      (leftOut === 0
        ? ''
        : ` There was no room for ${numbers.count(leftOut)} more: choose them or drop them on this page.`),
    confirm: 'Add them',
    confirmOne: 'Add it',
    refuse: 'Discard',
    gone: 'No shared file is waiting here: you answered in another window, it waited too long, or there was no room for it. Choose the file or drop it on this page.',
    close: 'Close',
  },
};

export type DoorMessages = typeof doorsEn;
