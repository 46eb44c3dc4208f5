import { SharedFiles } from '../library/shared-files';

/** What the system hands to a window of the app: files to open, or the address of a shortcut. */
interface Launch {
  readonly targetURL?: string;
  readonly files: readonly FileSystemFileHandle[];
}

declare global {
  interface Window {
    /** Chromium from 102 on. */
    readonly launchQueue?: { setConsumer(consumer: (launch: Launch) => void): void };
  }
}

export interface ArrivalsParts {
  readonly onFiles: (files: readonly File[]) => void;
  /** A shortcut was chosen while this window was open. */
  readonly onAddress: (url: URL) => void;
}

/** Takes what comes from outside the page: files opened with the app or shared with it, and shortcuts. */
export function takeArrivals({ onFiles, onAddress }: ArrivalsParts): void {
  window.launchQueue?.setConsumer(({ files, targetURL }) => {
    if (files.length > 0) void Promise.all(files.map((each) => each.getFile())).then(onFiles);
    else if (targetURL) onAddress(new URL(targetURL));
  });
  void takeShared()
    .then((files) => files.length > 0 && onFiles(files))
    // The browser keeps nothing for this page: so nothing was shared either.
    .catch(() => undefined);
}

async function takeShared(): Promise<readonly File[]> {
  return (await SharedFiles.open()).take();
}
