import type { NamedFile } from '../../core/checkpoint/checkpoint-files';

/**
 * The files of a drop or a paste, those inside of folders included, in the order of their paths. To be called in the
 * event itself: afterwards the browser takes the items back.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  return (await droppedNamedFiles(transfer)).map(({ file }) => file);
}

/** A file, and where it lay in what was dropped. */
export interface DroppedFile extends NamedFile {
  readonly file: File;
}

/** The same with their paths, each beginning with the folder that was dropped. */
export async function droppedNamedFiles(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = await Promise.all(
    entries.map(async ({ entry, file }) => {
      if (entry?.isDirectory) return filesIn(entry);
      return file ? [{ path: file.name, file }] : [];
    }),
  );
  return files.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly DroppedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isDirectory(entry)) return [];
  const children = await entriesOf(entry.createReader());
  const inOrder = children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(inOrder.map(filesIn))).flat();
}

/** A reader gives up to a hundred entries at a time (Chromium 156), and none at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  const entries: FileSystemEntry[] = [];
  for (let some = await read(); some.length > 0; some = await read()) entries.push(...some);
  return entries;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
