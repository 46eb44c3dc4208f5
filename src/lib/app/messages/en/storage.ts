/** What is said where this page cannot read or write what is kept on the device. */
export const storageEn = {
  label: 'What is kept',
  blocked:
    'Another window holds what is kept on this device, with an older version of this app. Close that window or load it again; this one then goes on by itself.',
  newer:
    'A newer version of this app has written what is kept on this device. Nothing is lost; load the page again to get that version.',
  unavailable:
    'The browser lets this page keep nothing, as in a private window. Texts and recordings last until the page is closed: save what matters.',
  failed: 'What is kept on this device could not be opened. Nothing of it was changed; load the page again.',
  reload: 'Load the page again',
};

export type StorageMessages = typeof storageEn;
