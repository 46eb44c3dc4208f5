/** What is said where this page cannot read or write what is kept on the device. */
export const storageEn = {
  label: 'Storage',
  blocked:
    'Another window holds the data on this device, with an older version of this app. Close or reload that window; this one then continues by itself.',
  newer:
    'A newer version of this app has written the data on this device. Nothing is lost; reload the page to get that version.',
  unavailable:
    'The browser does not let this page keep anything, as in a private window. Texts and recordings last until you close the page: save what matters.',
  failed: 'The data on this device could not be opened. Nothing was changed; reload the page.',
  reload: 'Reload the page',
};

export type StorageMessages = typeof storageEn;
