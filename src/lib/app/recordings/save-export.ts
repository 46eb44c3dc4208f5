import type { ExportedFile } from '../../core/transcript/exporters/export-formats';
import { saveFile } from '../browser/save-file';

/** Hands an exported file to the person. */
export function saveExport({ name, mimeType, content }: ExportedFile): void {
  const type = typeof content === 'string' ? `${mimeType};charset=utf-8` : mimeType;
  saveFile(name, new Blob([content], { type }));
}
