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
    explain:
      'Your texts, recordings and settings are kept in this browser, on this device, and nowhere else.',
    export: 'Save everything as a ZIP file',
    exporting: 'Packing',
    exportFailed: 'The ZIP file could not be made. Nothing is lost; free some disk space and try again.',
    delete: 'Delete everything',
    busy: 'A dictation or a transcription is running, in this window or another. You can delete everything when it has ended.',
    question: 'Delete everything on this device?',
    consequence:
      'This deletes all texts, recordings and settings, and the app’s own files. The original files of your recordings stay where they are.',
    confirm: 'Delete everything',
    keep: 'Keep it',
    deleted: 'Everything is deleted. The app starts from scratch.',
    partly: 'Another window of this app still holds some of it. Close the other windows, then delete again.',
  },
  import: {
    choose: 'Import a saved ZIP file…',
    explain: 'Its contents are added to what is here; nothing is replaced.',
    takesSettings: 'Replace the settings here with those in the file',
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
      'too-large': 'too large',
      'no-sound': 'its text is here, its audio is damaged',
    },
    cancelled: 'Stopped. What was imported is complete; choose the file again for the rest.',
    stopped:
      'The import stopped before the end. What was imported is complete; choose the file again for the rest.',
    reload: 'Reload the page to see it, once the current work has ended.',
    refusals: {
      'not-ours': 'This is not a ZIP file saved by this app, or its end is missing. Nothing was changed.',
      damaged: 'This file is damaged: its list of contents cannot be read. Nothing was changed.',
      newer:
        'A newer version of this app saved this file. Nothing was changed; reload the page to get that version.',
      'too-large': 'This file claims to contain more than it can. Nothing was changed.',
      busy: 'A dictation, an import or a copy is running. Nothing was changed; choose the file again when it has ended.',
      elsewhere:
        'Another window has the recordings and does not release them. Nothing was changed; close it, then choose the file again.',
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
