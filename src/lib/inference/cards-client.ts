import { parseCardsReport, type CardsReport } from '../core/performance/cards/card-reading';
import { listenToOwnEvents } from '../runtime/own-events';

/** What is heard of the graphics cards. */
export interface CardsListener {
  readonly onReport: (report: CardsReport) => void;
  /** The server that tells of them is not there: on a host of files alone it never is. */
  readonly onSilence: () => void;
}

/** What tells of the graphics cards of this computer; a test has its own. */
export type ListenToCards = (listener: CardsListener, signal: AbortSignal) => void;

/** @param home the app's own address, absolute, with a slash at its end */
export function cardsOf(home: string): ListenToCards {
  return ({ onReport, onSilence }, signal) => {
    const onText = (text: string) => {
      const report = parseCardsReport(text);
      if (report) onReport(report);
    };
    listenToOwnEvents(`${home}api/graphics-cards`, { onText, onBroken: onSilence }, signal);
  };
}
