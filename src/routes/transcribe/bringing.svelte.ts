import { recordingsAmong } from '$lib/app/browser/folder-files';
import type { Messages } from '$lib/app/messages/en/messages';
import { droppedFiles } from '$lib/components/shared/dropped-files';

export interface BringingParts {
  readonly messages: () => Messages;
  readonly bring: (files: readonly File[]) => void;
  /** The sample that ships with the app, in the language of the page. */
  readonly fetchSample: () => Promise<Blob>;
}

/** The ways in which recordings come to the page: chosen, dropped, pasted, or the sample. */
export class Bringing {
  /** What was not added and why; null where all is well. */
  remark: string | null = $state.raw(null);

  constructor(private readonly parts: BringingParts) {}

  add(files: readonly File[]): void {
    this.remark = null;
    if (files.length > 0) this.parts.bring(files);
  }

  /** Everything in a folder, whatever it is. */
  addFolder(files: readonly File[]): void {
    const { recordings, leftOut } = recordingsAmong(files);
    this.add(recordings);
    const messages = this.parts.messages();
    if (recordings.length === 0) this.remark = messages.nothingAdded;
    else if (leftOut > 0) this.remark = messages.leftOut(leftOut);
  }

  async addSample(): Promise<void> {
    const sample = await this.parts.fetchSample().catch(() => null);
    const { empty, errors } = this.parts.messages();
    if (sample) this.add([new File([sample], empty.sampleName, { type: 'audio/flac' })]);
    else this.remark = errors['app-not-loaded'];
  }

  /** What was dropped or pasted. */
  async take(transfer: DataTransfer): Promise<void> {
    const hasFolder = [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory);
    // A folder may vanish while it is read.
    const files = await droppedFiles(transfer).catch(() => []);
    if (hasFolder || files.length === 0) this.addFolder(files);
    else this.add(files);
  }
}
