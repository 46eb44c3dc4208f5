import { ownName } from '../../core/own-storage';

const TRIED_KEY = ownName('reloaded-for-isolation');

export interface IsolationParts {
  readonly isIsolated: boolean;
  readonly hasController: () => boolean;
  readonly onController: (listener: () => void) => void;
  /** The storage of this window alone. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'>;
  readonly isBusy: () => boolean;
  readonly reload: () => void;
}

/**
 * Where the host cannot send the headers that isolate a page, the service worker adds them: from the second load on. So
 * a first load is followed by another, once, and not if a person is at work already.
 */
export function isolateBySecondLoad(parts: IsolationParts): void {
  const { isIsolated, hasController, onController, session, isBusy, reload } = parts;
  if (isIsolated || session.getItem(TRIED_KEY)) return;
  const loadAgain = () => {
    if (isBusy()) return;
    session.setItem(TRIED_KEY, 'yes');
    reload();
  };
  if (hasController()) loadAgain();
  else onController(loadAgain);
}
