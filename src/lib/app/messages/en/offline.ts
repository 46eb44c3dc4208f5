import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of working without a network, and of new versions. */
export const offlineEn = {
  title: 'Offline use',
  ready: 'Ready offline',
  notYet: 'Offline: not yet',
  impossible: 'Online only',
  bringing: (receivedBytes: number, totalBytes: number | null) =>
    totalBytes === null
      ? `Downloading: ${numbers.megabytes(receivedBytes)}`
      : `Downloading: ${numbers.megabyteCount(receivedBytes)} of ${numbers.megabytes(totalBytes)}`,
  readyWhy:
    'Everything is on this device: dictation, transcription, your texts and recordings work without a network.',
  notYetWhy: 'Something is still missing on this device.',
  impossibleWhy:
    'The browser does not let this page keep anything, as in some private windows. The app works while there is a network.',
  parts: {
    shell: 'App pages',
    detector: 'Voice detector',
    engine: 'Engine',
    model: 'Speech model (82 MB)',
  },
  here: 'on this device',
  missing: 'missing',
  persisted: 'The browser has promised to keep everything.',
  notPersisted: 'The browser may delete everything when the disk is full: save the texts that matter.',
  askToPersist: 'Ask the browser to keep it',
  bringAll: 'Download what is missing',
  update: {
    label: 'New version',
    ready: 'A new version is on this device.',
    start: 'Start it now',
    dictating: 'A dictation is running. The new version can start when it has ended.',
    copying: 'Recordings are being copied to this device. The new version can start when that is done.',
    starting: 'The new version is starting.',
    elsewhere: 'A new version has started in another window. This window continues with the old one.',
    reload: 'Load it here',
    later: 'Later',
  },
};

export type OfflineMessages = typeof offlineEn;
