import type { ExportedFile } from '../core/transcript/export-formats';

/** Hands a text file to the person, as a download of the browser. */
export function saveText({ name, mimeType, text }: ExportedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${mimeType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
