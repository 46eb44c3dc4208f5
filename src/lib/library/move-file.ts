declare global {
  interface FileSystemFileHandle {
    /** Chromium 102; TypeScript's library does not have it. */
    move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
  }
}

export interface FilePlace {
  readonly folder: FileSystemDirectoryHandle;
  readonly name: string;
}

/** Moves one of the origin's private files; a browser that cannot do that copies it. */
export async function moveFile(from: FilePlace, to: FilePlace): Promise<void> {
  const handle = await from.folder.getFileHandle(from.name);
  if (handle.move) return handle.move(to.folder, to.name);
  const writable = await (await to.folder.getFileHandle(to.name, { create: true })).createWritable();
  await writable.write(await handle.getFile());
  await writable.close();
  await from.folder.removeEntry(from.name);
}
