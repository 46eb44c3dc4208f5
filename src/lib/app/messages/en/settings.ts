/** What came out of a ZIP file. */
export interface ImportCounts {
  readonly recordings: number;
  readonly texts: number;
  readonly dictations: number;
  readonly settings: number;
  readonly known: number;
}

/** What the page of settings says. */
export const settingsEn = {
  page: 'Settings',
  privacy: 'Nothing you say leaves this device.',
  privacyLink: 'See for yourself',
  data: {
    title: 'Your data',
    explain: 'Your texts, recordings and settings lie in this browser, on this device, and nowhere else.',
    export: 'Save everything as a ZIP file',
    exporting: 'Packing',
    exportFailed: 'It could not be packed. Nothing is lost; free some space on the disk and try again.',
    delete: 'Delete everything',
    busy: 'A dictation or a recording is in work, in this window or another: everything can be deleted when it has ended.',
    question: 'Delete everything on this device?',
    consequence:
      'All texts, recordings and settings go, and the app’s own files with them. The files that recordings came from stay where they are.',
    confirm: 'Delete everything',
    keep: 'Keep it',
    deleted: 'Everything is deleted. The app begins anew.',
    partly: 'Another window of this app holds some of it. Close the other windows, then delete again.',
  },
  import: {
    choose: 'Import a saved ZIP file…',
    explain: 'It comes beside what is here; nothing is replaced.',
    takesSettings: 'Take the settings of the file, in place of those here',
    opening: 'Opening the file',
    progress: (number: number, total: number) => `Recording ${number} of ${total}`,
    stop: 'Stop',
    came: (came: ImportCounts) =>
      [
        `Imported: ${list(came)}.`,
        ...(came.known > 0
          ? [`${counted(came.known, 'recording was', 'recordings were')} here already.`]
          : []),
      ].join(' '),
    leftOut: (names: string) => `Left out: ${names}.`,
    why: {
      damaged: 'damaged',
      'too-large': 'larger than it can be',
      'no-sound': 'its text is here, its sound is damaged',
    },
    cancelled: 'Stopped. What has come is whole; choose the file again for the rest.',
    stopped: 'The import stopped there. What has come is whole; choose the file again for the rest.',
    reload: 'Load the page again to see it, once the work that goes on here has ended.',
    refusals: {
      'not-ours': 'This is no ZIP file that this app has saved, or its end is missing. Nothing was changed.',
      damaged: 'This file is damaged: its list of contents cannot be read. Nothing was changed.',
      newer:
        'A newer version of this app has saved this file. Nothing was changed; load the page again to get that version.',
      'too-large': 'This file claims to hold more than it can. Nothing was changed.',
      busy: 'A dictation, an import or a copy is in work. Nothing was changed; choose the file again when it has ended.',
      elsewhere:
        'Another window has the recordings and does not let go. Nothing was changed; close it, then choose the file again.',
    },
  },
  licences: {
    title: 'What this app is made of',
    explain: 'Free software and a free model, each with its licence.',
    link: 'Read the licences',
  },
};

function list({ recordings, texts, dictations, settings }: ImportCounts): string {
  const parts = [
    counted(recordings, 'recording', 'recordings'),
    counted(texts, 'text', 'texts'),
    counted(settings, 'setting', 'settings'),
  ];
  if (dictations > 0) parts.push(counted(dictations, 'interrupted dictation', 'interrupted dictations'));
  return parts.join(', ');
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

export type SettingsMessages = typeof settingsEn;
