import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of privacy: only what a test proves. */
export const privacyEn = {
  page: 'Privacy',
  lead: 'What you say, your recordings and your texts stay on this device. There is no account and no statistics. You need not believe it: it can be seen here, and tried.',
  requests: {
    title: 'What this app has asked for',
    live: 'Counted since this window was opened, for every window of the app and its workers. This table changes while you watch.',
    notCounted:
      'The first visit counts from the moment when the app is on this device. What the app’s service worker fetches itself, a new version and the engine, is not counted.',
    destination: 'Asked',
    here: 'This device',
    own: (host: string) => `Where this app comes from (${host})`,
    others: 'Any other address',
    refused: (count: number) => `${numbers.count(count)} refused`,
    count: (count: number) => numbers.count(count),
    number: 'Requests',
  },
  check: {
    title: 'Check it yourself',
    steps: [
      'Wait until the top of the page says “Ready offline”.',
      'Cut the network: pull the cable, or turn on flight mode.',
      'Dictate, or paste a recording. All of it works: nothing that does the work is anywhere else.',
    ],
    tools:
      'With the network on, the browser shows requests itself: press F12, choose “Network”, and dictate.',
  },
  policy: {
    title: 'What holds it',
    explain:
      'Every page of this app, and every worker of it, comes with a policy by which the browser itself refuses requests to any other address. A second rule refuses connections between browsers, windows that code opens, and leaving for another site; not every browser knows it (Chromium 156 does), and it is missing at the first load from a host that cannot send it. The app’s own files and the speech model are fetched from where the app comes from.',
    lock: 'Lock: refuse every other address in the app’s service worker too',
    lockExplain:
      'A second door behind the first, for requests. What it refuses is counted above. It stays locked until you open it.',
    lockImpossible: 'This browser has no service worker for this page: there is nothing to lock.',
  },
  diagnostics: {
    title: 'To report a fault',
    explain:
      'This is what helps to find it: the browser, the engine, times. No sound, no text, no name of a file. Read it before you send it to anyone.',
    show: 'Show it',
    copy: 'Copy it',
  },
};

export type PrivacyMessages = typeof privacyEn;
