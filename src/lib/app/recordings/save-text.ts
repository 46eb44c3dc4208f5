import type { ExportedFile } from '../../core/transcript/exporters/export-formats';
import { saveFile } from '../browser/save-file';

/** Hands a text file to the person. */
export function saveText({ name, mimeType, text }: ExportedFile): void {
  saveFile(name, new Blob([text], { type: `${mimeType};charset=utf-8` }));
}
