import { toAppError } from '../../core/errors';
import type { DatabaseTrouble } from '../../library/database';

/** `unavailable`: the browser keeps nothing for this page. */
export type StorageTrouble = DatabaseTrouble | 'unavailable' | 'failed';

/** Whether this page can read and write what is kept on the device. */
export class StorageState {
  trouble: StorageTrouble | null = $state.raw(null);
  /** False before what is kept has been opened: nothing may be shown as empty then. */
  isOpen = $state.raw(false);

  /** Something may be kept that this page does not see. */
  get mayHideSome(): boolean {
    return this.trouble === 'newer' || this.trouble === 'blocked';
  }

  hear(trouble: DatabaseTrouble | null): void {
    this.trouble = trouble;
  }

  /** @param thrown by whoever opened what is kept */
  fail(thrown: unknown): void {
    const { code } = toAppError(thrown);
    if (code === 'storage-newer') this.trouble = 'newer';
    else this.trouble = code === 'storage-unavailable' ? 'unavailable' : 'failed';
  }
}
