import type { KeyValueStore } from '../browser/own-store';

const KEY = 'finish-notice';

/** The parts of the browser's notifications that are used. */
export interface Notices {
  /** The browser's own question; at once where it has been answered before. */
  ask(): Promise<'granted' | 'denied' | 'default'>;
  isAllowed(): boolean;
  show(title: string, text: string): void;
}

/** Tells a person who looks elsewhere that the work is done. */
export class FinishNotice {
  /** 'blocked': asked for, but the browser does not allow it. */
  state: 'off' | 'on' | 'blocked' = $state.raw('off');

  /** @param notices null in a browser without them */
  constructor(
    private readonly notices: Notices | null,
    private readonly store: KeyValueStore | null,
  ) {
    if (notices?.isAllowed() && store?.getItem(KEY) === 'on') this.state = 'on';
  }

  /** To be called from a press: browsers ask only then. */
  async set(isOn: boolean): Promise<void> {
    const answer = isOn ? await this.notices?.ask().catch(() => 'denied' as const) : 'default';
    this.state = !isOn ? 'off' : answer === 'granted' ? 'on' : 'blocked';
    this.store?.setItem(KEY, this.state === 'on' ? 'on' : 'off');
  }

  /** @param isHidden the page is out of sight: in plain view the list says it all */
  show(title: string, text: string, isHidden: boolean): void {
    if (this.state === 'on' && isHidden) this.notices?.show(title, text);
  }
}

/** The browser's own; null where it has none. */
export function browserNotices(): Notices | null {
  if (!('Notification' in globalThis)) return null;
  return {
    ask: () => Notification.requestPermission(),
    isAllowed: () => Notification.permission === 'granted',
    show: (title, body) => {
      const notice = new Notification(title, { body, tag: KEY });
      notice.addEventListener('click', () => {
        window.focus();
        notice.close();
      });
    },
  };
}
