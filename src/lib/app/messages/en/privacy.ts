import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of privacy: only what a test proves. */
export const privacyEn = {
  page: 'Privacy',
  lead: 'What you say, your recordings and your texts stay on this device. There are no accounts, and nobody gets usage statistics: how long texts took is counted on this device, for you alone. You can check this here.',
  requests: {
    title: 'Requests this app has made',
    live: 'Counted since this window was opened, for every window of the app and its workers. The table updates while you watch.',
    notCounted:
      'On the first visit, counting starts once the app is on this device. What the app’s service worker fetches itself (a new version, the engine) is not counted.',
    destination: 'Address',
    here: 'This device',
    own: (host: string) => `This app’s own address (${host})`,
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
      'Dictate, or paste a recording. Both still work, because everything they need is on this device.',
    ],
    tools:
      'With the network on, the browser itself shows the requests: press F12, choose “Network”, and dictate.',
  },
  policy: {
    title: 'What enforces this',
    explain:
      'Every page and worker of this app carries a policy that makes the browser refuse requests to any other address. A second rule refuses connections between browsers, windows opened by code, and leaving for another site. Not every browser knows this rule (Chromium 156 does), and it is missing on the first load from a host that cannot send it. The app’s own files and the speech model are downloaded from the app’s own address.',
    lock: 'Lock: have the app’s service worker refuse every other address too',
    lockExplain:
      'This is a second barrier for requests. The table above counts what it refuses. It stays locked until you unlock it.',
    lockImpossible: 'This browser runs no service worker for this page, so there is nothing to lock.',
  },
  diagnostics: {
    title: 'Report a problem',
    explain:
      'This helps to find the cause: the browser, the engine, timings. It contains no audio, no text and no file names. Read it before you send it to anyone.',
    show: 'Show the report',
    copy: 'Copy the report',
  },
};

export type PrivacyMessages = typeof privacyEn;
