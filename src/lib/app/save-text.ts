import type { ExportedFile } from '../core/transcript/export-formats';
import { saveFile } from './save-file';

/** Hands a text file to the person. */
export function saveText({ name, mimeType, text }: ExportedFile): void {
  saveFile(name, new Blob([text], { type: `${mimeType};charset=utf-8` }));
}
