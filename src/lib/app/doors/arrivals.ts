import { doorOf, type Door } from './door-of';

/** What the system hands to a window of the app: files to open, or an address. */
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
  /** The app's own address, absolute, with a slash at its end. */
  readonly home: string;
  /** A person opened them with the app: only the system can hand over files. */
  readonly onFiles: (files: readonly File[]) => void;
  /** A shortcut was chosen while this window was open, or a link on any site. */
  readonly onDoor: (door: Door) => void;
}

/** Takes what the system hands to a window that is open: files opened with the app, and addresses. */
export function takeArrivals({ home, onFiles, onDoor }: ArrivalsParts): void {
  window.launchQueue?.setConsumer(({ files, targetURL }) => {
    if (files.length > 0) return void Promise.all(files.map((each) => each.getFile())).then(onFiles);
    const door = targetURL === undefined ? null : doorOf(targetURL, home);
    if (door) onDoor(door);
  });
}
