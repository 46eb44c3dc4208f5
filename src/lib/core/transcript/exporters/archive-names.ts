import { exportName } from './export-name';
import { safeFileName } from '../../text/file-name';

/** As `exportName` knows extensions. */
const EXTENSION = /\.(?=[0-9]*[a-z])[a-z0-9]{1,5}$/iu;

/**
 * Gives out the names of files in an archive. Each can be written on every system, beside all others: also where names
 * differ only by the case of their letters or by how an accent is written.
 */
export class ArchiveNames {
  readonly #taken = new Set<string>();

  /**
   * @param folder with a slash at its end
   * @param number stands before the name
   * @param wanted untrusted: a file name or a path
   */
  add(folder: string, number: string, wanted: string): string {
    const name = `${number} ${safeFileName(wanted).replace(/[.\s]+$/u, '')}`;
    const extension = EXTENSION.exec(name)?.[0] ?? '';
    for (let copy = 1; ; copy++) {
      const entry = folder + exportName(name, copy === 1 ? extension : ` (${copy})${extension}`);
      const key = entry.normalize('NFC').toUpperCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return entry;
    }
  }
}
