import { describe, expect, it } from 'vitest';
import {
  accountFor,
  shownBefore,
  spokenBefore,
  withOthers,
  type Found,
  type Sight,
} from '../../../../benchmarks/faults/word-accounts';

const NOTHING: Found = { document: '', recordings: [], offeredSeconds: [], offeredText: null };
const CUE = { file: 'a.wav', startSeconds: 4, endSeconds: 6, language: 'en', text: 'take the green door' };

function sight(atMs: number, change: Partial<Sight> = {}): Sight {
  return {
    atMs,
    document: null,
    rows: null,
    transcript: '',
    isToldUnkept: false,
    openedMs: null,
    isListening: false,
    offeredSeconds: [],
    ...change,
  };
}

function row(name: string, isOpen: boolean) {
  return { name, status: '', isOpen, isSettled: false };
}

describe('shownBefore', () => {
  it('takes what had been there for two seconds, and nothing younger', () => {
    const sights = [sight(0, { document: 'one' }), sight(5000, { document: 'one two' })];
    expect(shownBefore(sights, 6999).document).toEqual(['one']);
    expect(shownBefore(sights, 7000).document).toEqual(['one', 'two']);
  });

  it('does not ask for a word that was only half typed', () => {
    const sights = [sight(0, { document: 'one tw' }), sight(8000, { document: 'one two' })];
    expect(shownBefore(sights, 9000).document).toEqual(['one']);
  });

  it('does not ask for what a person had taken out again', () => {
    const sights = [sight(0, { document: 'one two' }), sight(1000, { document: 'one' })];
    expect(shownBefore(sights, 9000).document).toEqual(['one']);
  });

  it('knows the text of each recording from when it was open', () => {
    const sights = [
      sight(0, { rows: [row('a', true), row('b', false)], transcript: 'first text' }),
      sight(1000, { rows: [row('a', false), row('b', true)], transcript: 'other' }),
    ];
    expect(shownBefore(sights, 9000).recordings).toEqual([
      { name: 'a', words: ['first', 'text'] },
      { name: 'b', words: ['other'] },
    ]);
  });
});

describe('withOthers', () => {
  it('adds the words that only another window showed, and the longer text of a recording', () => {
    const one = { document: ['a', 'b'], recordings: [{ name: 'r', words: [] }] };
    const other = { document: ['a', 'c'], recordings: [{ name: 'r', words: ['x'] }] };
    expect(withOthers(one, other)).toEqual({
      document: ['a', 'b', 'c'],
      recordings: [{ name: 'r', words: ['x'] }],
    });
  });
});

describe('what another window showed', () => {
  it('is at stake in its own order, where words came between two copies of a text', () => {
    const one = { document: ['a', 'b'], recordings: [] };
    const other = { document: ['a', 'b', 'x', 'a', 'b'], recordings: [] };
    const stakes = { ...withOthers(one, other), spoken: [] };
    expect(accountFor(stakes, { ...NOTHING, document: 'a b x a b' })).toEqual({ atStake: 5, lost: [] });
    expect(accountFor(stakes, { ...NOTHING, document: 'a b a b' }).lost).toEqual(['x']);
  });
});

describe('spokenBefore', () => {
  const heard = [sight(10_000, { openedMs: 10_000 }), sight(11_000, { openedMs: 10_000, isListening: true })];

  it('counts from when the page said that it hears', () => {
    expect(spokenBefore([CUE], heard, 18_000)).toEqual([{ ...CUE, startSeconds: 3, endSeconds: 5 }]);
  });

  it('leaves out what was not spoken to its end two seconds before', () => {
    expect(spokenBefore([CUE], heard, 17_999)).toEqual([]);
  });

  it('leaves out what was spoken before the page heard, or after it had stopped', () => {
    const late = [sight(14_500, { openedMs: 10_000, isListening: true })];
    expect(spokenBefore([CUE], late, 30_000)).toEqual([]);
    const stopped = [...heard, sight(15_900, { openedMs: 10_000 })];
    expect(spokenBefore([CUE], stopped, 30_000)).toEqual([]);
  });

  it('is nothing where no microphone was opened', () => {
    expect(spokenBefore([CUE], [sight(0)], 30_000)).toEqual([]);
  });
});

describe('accountFor', () => {
  const stakes = { document: [], recordings: [], spoken: [] };

  it('names the words of the document that are gone', () => {
    const account = accountFor({ ...stakes, document: ['one', 'two'] }, { ...NOTHING, document: 'Two.' });
    expect(account).toEqual({ atStake: 2, lost: ['one'] });
  });

  it('counts a recording that is gone as one word more than its text', () => {
    const recordings = [{ name: 'a.wav', words: ['one'] }];
    expect(accountFor({ ...stakes, recordings }, NOTHING)).toEqual({ atStake: 2, lost: ['[a.wav]', 'one'] });
  });

  it('takes the best of recordings of one name', () => {
    const recordings = [{ name: 'a', words: ['one'] }];
    const found = ['', 'one'].map((text) => ({ name: 'a', status: '', text }));
    expect(accountFor({ ...stakes, recordings }, { ...NOTHING, recordings: found }).lost).toEqual([]);
  });

  it('finds a phrase in the document, or in an offered dictation that is long enough', () => {
    const spoken = [CUE];
    const lost = (found: Partial<Found>) => accountFor({ ...stakes, spoken }, { ...NOTHING, ...found }).lost;
    expect(lost({})).toEqual(['take', 'the', 'green', 'door']);
    expect(lost({ document: 'Take a green door' })).toEqual([]);
    expect(lost({ offeredSeconds: [5] })).toEqual([]);
    expect(lost({ offeredSeconds: [3] })).toHaveLength(4);
  });

  it('does not trust the length of a dictation that was transcribed and says something else', () => {
    const found = { ...NOTHING, offeredSeconds: [60], offeredText: 'nothing of it' };
    expect(accountFor({ ...stakes, spoken: [CUE] }, found).lost).toHaveLength(4);
  });
});
