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
    busy: 'A dictation or a recording is in work: everything can be deleted when it has ended.',
    question: 'Delete everything on this device?',
    consequence:
      'All texts, recordings and settings go, and the app’s own files with them. The files that recordings came from stay where they are.',
    confirm: 'Delete everything',
    keep: 'Keep it',
    deleted: 'Everything is deleted. The app begins anew.',
    partly: 'Another window of this app holds some of it. Close the other windows, then delete again.',
  },
  licences: {
    title: 'What this app is made of',
    explain: 'Free software and a free model, each with its licence.',
    link: 'Read the licences',
  },
};

export type SettingsMessages = typeof settingsEn;
