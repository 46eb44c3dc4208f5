import { describe, expect, test } from 'vitest';
import {
  changedCount,
  rereadToEnd,
  withoutFormerText,
  withRereadWindow,
} from '../../../../../src/lib/core/transcript/rereading/reread-windows';
import { withText, withoutReason } from '../../../../../src/lib/app/recordings/text/edited-segments';
import type { TranscribedWindow, TranscriptSegment } from '../../../../../src/lib/core/transcript/transcript';
import { segment, spoken } from '../segment';

function windowOf(
  startSeconds: number,
  endSeconds: number,
  ...segments: TranscriptSegment[]
): TranscribedWindow {
  return { startSeconds, endSeconds, segments, language: 'fr' };
}

function textsOf(windows: readonly TranscribedWindow[]): readonly (readonly string[])[] {
  return windows.map(({ segments }) => segments.map(({ text }) => text));
}

const FIRST = windowOf(0, 10, segment(0, 4, 'Le litre est ouvert.'), segment(5, 9, 'Il fait beau.'));
const SECOND = windowOf(10, 20, segment(11, 19, 'Nous partons demain.'));

describe('a window that was read again', () => {
  const read = windowOf(0, 10, segment(0, 4, 'Le livre est ouvert.'), segment(5, 9, 'Il fait beau.'));

  test('comes in the place of the one of its time, and the others stay the same', () => {
    const { windows, isInPlace } = withRereadWindow([FIRST, SECOND], 0, read);
    expect(textsOf(windows)).toEqual([['Le livre est ouvert.', 'Il fait beau.'], ['Nous partons demain.']]);
    expect(isInPlace).toBe(true);
    expect(windows[1]).toBe(SECOND);
  });

  test('knows what stood there where it was other words, and counts as one change', () => {
    const { windows } = withRereadWindow([FIRST, SECOND], 0, read);
    expect(windows[0]?.segments.map(({ formerText }) => formerText)).toEqual([
      'Le litre est ouvert.',
      undefined,
    ]);
    expect(changedCount(windows)).toBe(1);
    expect(changedCount(withoutFormerText(windows))).toBe(0);
  });

  test('case and signs are no other words', () => {
    const { windows } = withRereadWindow(
      [FIRST],
      0,
      windowOf(0, 10, segment(0, 9, 'le litre est ouvert; il fait beau')),
    );
    expect(changedCount(windows)).toBe(0);
  });

  test('text in another language is not compared', () => {
    const english = windowOf(0, 10, segment(0, 9, 'The book is open.', 'en'));
    expect(changedCount(withRereadWindow([FIRST], 0, english).windows)).toBe(0);
  });

  test('text where there was none before is a change', () => {
    const { windows } = withRereadWindow([windowOf(0, 10)], 0, read);
    expect(windows[0]?.segments[0]?.formerText).toBe('');
    expect(changedCount(windows)).toBe(2);
  });

  test('text behind all that was there is none', () => {
    expect(
      changedCount(withRereadWindow([FIRST], 1, windowOf(10, 20, segment(11, 12, 'Oui.'))).windows),
    ).toBe(0);
  });

  test('two windows make place for a longer one', () => {
    const { windows, isInPlace } = withRereadWindow(
      [FIRST, SECOND],
      0,
      windowOf(0, 20, segment(0, 19, 'Tout.')),
    );
    expect(textsOf(windows)).toEqual([['Tout.']]);
    expect(isInPlace).toBe(false);
  });

  test('a shorter one leaves what lies behind its end for the next', () => {
    const first = withRereadWindow([FIRST, SECOND], 0, windowOf(0, 5, segment(0, 4, 'Le livre.')));
    expect(textsOf(first.windows)).toEqual([['Le livre.'], ['Il fait beau.'], ['Nous partons demain.']]);
    expect(first.isInPlace).toBe(false);
    const next = withRereadWindow(first.windows, 1, windowOf(5, 10, segment(5, 9, 'Il fait chaud.')));
    expect(textsOf(next.windows)).toEqual([['Le livre.'], ['Il fait chaud.'], ['Nous partons demain.']]);
  });
});

describe('lines of a person’s own', () => {
  const own = withText(segment(5, 9, 'Il fait beau.'), 'Il fait très beau.');
  const edited = windowOf(0, 10, segment(0, 4, 'Le litre est ouvert.'), own);

  test('stay, and what was read in their place does not come', () => {
    const read = windowOf(0, 10, segment(0, 4, 'Le livre est ouvert.'), segment(5, 9, 'Il fait bon.'));
    const { windows } = withRereadWindow([edited], 0, read);
    expect(textsOf(windows)).toEqual([['Le livre est ouvert.', 'Il fait très beau.']]);
    expect(windows[0]?.segments[1]).toBe(own);
    expect(changedCount(windows)).toBe(1);
  });

  test('stay between the words around them where the new text is one segment', () => {
    const former = windowOf(
      0,
      12,
      segment(0, 3, 'Un deux.'),
      withText(segment(4, 7, 'trois quatre.'), 'DREI'),
      segment(8, 11, 'cinq six'),
    );
    const read = windowOf(
      0,
      12,
      spoken('fr', [0, ' Un'], [1, ' deux'], [4.2, ' trois'], [5, ' quatre'], [8, ' cinq'], [9, ' sept']),
    );
    const { windows } = withRereadWindow([former], 0, read);
    expect(textsOf(windows)).toEqual([['Un deux', 'DREI', 'cinq sept']]);
    expect(windows[0]?.segments[2]?.words?.map(({ text }) => text)).toEqual([' cinq', ' sept']);
    expect(windows[0]?.segments[2]).toMatchObject({ startSeconds: 8, formerText: 'cinq six' });
  });

  test('take the words that were theirs even where the new model hears them a little earlier or later', () => {
    const former = windowOf(
      0,
      8,
      segment(0, 3, 'Bonjour Anne'),
      withText(segment(3, 6, 'et merci beaucoup'), 'et MERCI'),
    );
    const read = windowOf(
      0,
      8,
      spoken(
        'fr',
        [0, ' Bonjour'],
        [1, ' Anne'],
        [2.5, ' et'],
        [4, ' merci'],
        [6.5, ' beaucoup'],
        [7, ' Paul'],
      ),
    );
    expect(textsOf(withRereadWindow([former], 0, read).windows)).toEqual([
      ['Bonjour Anne', 'et MERCI', 'Paul'],
    ]);
  });

  test('that were emptied stay away', () => {
    const gone = withText(segment(5, 9, 'Il fait beau.'), '');
    const read = windowOf(0, 10, segment(0, 4, 'Le litre est ouvert.'), segment(5, 9, 'Il fait beau.'));
    const { windows } = withRereadWindow(
      [windowOf(0, 10, segment(0, 4, 'Le litre est ouvert.'), gone)],
      0,
      read,
    );
    expect(textsOf(windows)).toEqual([['Le litre est ouvert.', '']]);
  });

  test('that were held back and restored stay, whatever the new model makes of them', () => {
    const restored = withoutReason({ ...segment(5, 9, 'Merci.'), dropped: 'silence' });
    const read = windowOf(0, 10, segment(0, 4, 'Oui.'), { ...segment(5, 9, 'Merci.'), dropped: 'silence' });
    const { windows } = withRereadWindow([windowOf(0, 10, segment(0, 4, 'Oui.'), restored)], 0, read);
    expect(windows[0]?.segments).toEqual([segment(0, 4, 'Oui.'), restored]);
  });

  test('stay where a window is read again that ends before them', () => {
    const { windows } = withRereadWindow([edited], 0, windowOf(0, 5, segment(0, 4, 'Le livre.')));
    expect(textsOf(windows)).toEqual([['Le livre.'], ['Il fait très beau.']]);
    expect(windows[1]?.segments[0]).toBe(own);
  });

  test('that reach over several new windows keep the words of all of them away', () => {
    const long = withText(segment(2, 28, 'un deux trois'), 'eins zwei drei');
    const cut = [
      windowOf(0, 10, segment(3, 9, 'un')),
      windowOf(10, 20, segment(11, 19, 'deux')),
      windowOf(20, 30, segment(21, 27, 'trois')),
    ];
    let windows: readonly TranscribedWindow[] = [windowOf(0, 30, long)];
    for (const [count, window] of cut.entries()) windows = withRereadWindow(windows, count, window).windows;
    expect(textsOf(rereadToEnd(windows, 3)).flat()).toEqual(['eins zwei drei']);
  });

  test('are never lost nor changed, however the text is cut', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const former = randomText(seed);
      const kept = former.flatMap(({ segments }) =>
        segments.filter(({ originalText }) => originalText !== undefined),
      );
      let windows = former;
      let count = 0;
      for (const window of randomText(seed + 1000, 0)) {
        windows = withRereadWindow(windows, count, window).windows;
        count += 1;
      }
      const own = rereadToEnd(windows, count).flatMap(({ segments }) =>
        segments.filter((each) => each.originalText !== undefined),
      );
      expect(own).toEqual(kept);
    }
  });
});

describe('the end of reading again', () => {
  test('takes away what was not read again, but for lines of a person’s own', () => {
    const own = withText(segment(21, 22, 'Fin.'), 'Vraiment fin.');
    const last = windowOf(20, 30, own, segment(23, 24, 'Encore.'));
    expect(textsOf(rereadToEnd([FIRST, SECOND, last], 1))).toEqual([
      ['Le litre est ouvert.', 'Il fait beau.', 'Vraiment fin.'],
    ]);
    expect(textsOf(rereadToEnd([last], 0))).toEqual([['Vraiment fin.']]);
    expect(rereadToEnd([FIRST], 0)).toEqual([]);
  });
});

/** 30 s of words in segments and windows of any length; about a third of the lines were edited. */
function randomText(seed: number, editedShare = 0.3): readonly TranscribedWindow[] {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const windows: TranscribedWindow[] = [];
  for (let start = 0; start < 30;) {
    const end = Math.min(30, start + 3 + 9 * random());
    const segments: TranscriptSegment[] = [];
    for (let at = start; at < end - 0.5;) {
      const until = Math.min(end, at + 0.5 + 3 * random());
      const words = Array.from(
        { length: 1 + Math.floor(3 * random()) },
        () => `mot${Math.floor(9 * random())}`,
      );
      const line = segment(at, until, words.join(' '));
      segments.push(random() < editedShare ? withText(line, `à moi ${at}`) : line);
      at = until;
    }
    windows.push(windowOf(start, end, ...segments));
    start = end;
  }
  return windows;
}
