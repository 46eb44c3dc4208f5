import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of working without a network, and of new versions. */
export const offlineEn = {
  title: 'Without a network',
  ready: 'Ready offline',
  notYet: 'Offline: not yet',
  impossible: 'Not offline here',
  bringing: (receivedBytes: number, totalBytes: number | null) =>
    totalBytes === null
      ? `Fetching: ${numbers.megabytes(receivedBytes)}`
      : `Fetching: ${numbers.megabyteCount(receivedBytes)} of ${numbers.megabytes(totalBytes)}`,
  readyWhy:
    'Everything is on this device: dictation, files, your texts and recordings work with the network cut.',
  notYetWhy: 'Something is still missing on this device.',
  impossibleWhy:
    'The browser lets this page keep nothing for later, as in some private windows. It works while there is a network.',
  parts: {
    shell: 'The app’s pages',
    detector: 'Voice detector',
    engine: 'Engine',
    model: 'Speech model (82 MB)',
  },
  here: 'here',
  missing: 'missing',
  persisted: 'The browser has promised to keep all of it.',
  notPersisted: 'The browser may clear it when the disk is full: save the texts that matter.',
  askToPersist: 'Ask the browser',
  bringAll: 'Fetch what is missing',
  update: {
    label: 'New version',
    ready: 'A new version is on this device.',
    start: 'Start it now',
    dictating: 'A dictation is going on. The new version can start when it has ended.',
    copying: 'Recordings are being copied. The new version can start when they are here.',
    starting: 'The new version is starting.',
    elsewhere: 'A new version has started in another window. This one goes on as it is.',
    reload: 'Load it here',
    later: 'Later',
  },
};

export type OfflineMessages = typeof offlineEn;
