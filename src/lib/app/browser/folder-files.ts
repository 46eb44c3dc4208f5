const EXTENSIONS =
  'aac aif aifc aiff amr caf flac m4a m4b m4v mka mkv mov mp2 mp3 mp4 mpeg mpg oga ogg ogv opus wav wave weba webm wma';
const RECORDING_NAME = new RegExp(`\\.(?:${EXTENSIONS.replaceAll(' ', '|')})$`, 'i');

/** What a folder holds, sorted: pictures and papers among the recordings are no mistake of anyone's. */
export interface FolderFiles {
  readonly recordings: readonly File[];
  readonly leftOut: number;
}

/** Tells the recordings among files that were not chosen one by one, by type and by name. */
export function recordingsAmong(files: readonly File[]): FolderFiles {
  const recordings = files.filter(
    ({ type, name }) => /^(?:audio|video)\//.test(type) || RECORDING_NAME.test(name),
  );
  return { recordings, leftOut: files.length - recordings.length };
}
