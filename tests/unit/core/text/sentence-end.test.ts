import {
  LEANING_ABBREVIATIONS,
  NUMBERED_ABBREVIATIONS,
  UNSURE_ABBREVIATIONS,
} from '$lib/core/text/abbreviations';
import { endsSentence, leansOn } from '$lib/core/text/sentence-end';
import { describe, expect, test } from 'vitest';

describe('with nothing behind it yet', () => {
  test.each([
    ['Il vient.', true],
    ['Quoi ? »', true],
    ['So do I.', true],
    ['終わりました。', true],
    ['هل تسمع؟', true],
    ['यह अंत है।', true],
    ['នេះ​ជា​ចុង​បញ្ចប់។', true],
    ['M.', false],
    ['Call J.', false],
    ['I met Dr.', false],
    ['es gibt z. B.', false],
    ['He lives in the U.S.', true],
    ['pears, etc.', true],
    ['See example.com.', true],
    ['It cost 3.50.', true],
    ['Il y en a.', true],
    ['and then,', false],
    ['', false],
  ])('%j ends a sentence: %s', (text, expected) => {
    expect(endsSentence(text)).toBe(expected);
  });
});

describe('a full stop that ends no sentence', () => {
  test.each([
    ['He met Mr.', 'Quilter'],
    ['Elle a vu Mme.', 'Dupont'],
    ['the ("Dr.', 'Smith")'],
    ['the U.S.', 'economy'],
    ['the U.S.', 'Army'],
    ['at 3 p.m.', 'on'],
    ['in Washington D.C.', 'today'],
    ['J. R. R.', 'Tolkien'],
    ['by J.-P.', 'Martin'],
    ['Apple Inc.', 'CEO'],
    ['Martin Luther King Jr.', 'spoke'],
    ['grew vs.', 'last'],
    ['approx.', '2'],
    ['No.', '5'],
    ['cf. art.', '5'],
    ['voir p.', '12'],
    ['etc.', 'depuis'],
    ['max.', '3'],
    ['vol.', 'XIV'],
    ['fig.', 'B,'],
    ['15 janv.', '2020'],
    ['el Sr.', 'García'],
    ['EE.UU.', 'Obama'],
    ['por ej.', 'Madrid'],
    ['per es.', 'Roma'],
    ['il prof.', 'Rossi'],
    ['o dr.', 'Silva'],
    ['z.B.', 'Berlin'],
    ['z. B.', 'Berlin'],
    ['am 3.', 'Oktober'],
    ['der 2.', 'Weltkrieg'],
    ['Ludwig XIV.', 'König'],
    ['500 v.Chr.', 'Rom'],
    ['dhr.', 'Jansen'],
    ['an unheard-of abbr.', 'that no list has'],
  ])('%j before %j', (text, next) => {
    expect(endsSentence(text, { text: next })).toBe(false);
    expect(endsSentence(text, { text: ` ${next}`, pauseSeconds: 0.2 })).toBe(false);
  });

  test('is that of a number by itself, which numbers what comes', () => {
    expect(endsSentence(' 3.', { text: ' The' })).toBe(false);
  });
});

describe('a full stop of an abbreviation that ends a sentence too', () => {
  test.each([
    ['He lives in the U.S.', 'Then'],
    ['We left at 3 p.m.', 'The'],
    ['Il habite aux U.S.A.', "C'est"],
    ['Elle vend des pommes, etc.', 'Elle'],
    ['apples, etc.', 'Mary'],
    ['vitamin C.', 'This'],
    ['He is 25.', 'He'],
    ['Er war der 3.', 'Dann'],
    ['viven en EE.UU.', '¿Por'],
    ['I said no.', 'Mary'],
    ['I said no.', 'I'],
    ['That is the max.', 'A'],
    ['Il a dit max.', "D'accord,"],
    ['She was born in 1969.', 'Mary'],
    ['So do I.', 'Mary'],
  ])('%j before %j', (text, next) => {
    expect(endsSentence(text, { text: next })).toBe(true);
  });

  test('shows in the pause behind it', () => {
    expect(endsSentence('in the U.S.', { text: 'Mary', pauseSeconds: 0.5 })).toBe(true);
    expect(endsSentence('in the U.S.', { text: 'Mary', pauseSeconds: 0.3 })).toBe(false);
  });
});

test('other signs end a sentence whatever comes', () => {
  for (const sign of ['!', '?', '…', '...', '。', '？'])
    expect(endsSentence(`Dr${sign}`, { text: 'oui' })).toBe(true);
});

const CASED = (word: string) => [word, word.charAt(0).toUpperCase() + word.slice(1)];

test('no listed abbreviation ends a sentence before a number or a small letter', () => {
  const all = [...LEANING_ABBREVIATIONS, ...UNSURE_ABBREVIATIONS, ...NUMBERED_ABBREVIATIONS].flatMap(CASED);
  for (const word of all) {
    for (const next of ['5', 'five', 'été', '«x»']) {
      expect([word, next, endsSentence(`say ${word}.`, { text: next })]).toEqual([word, next, false]);
    }
  }
});

test('titles and their like end no sentence before a name, however long one pauses, and lean on it', () => {
  for (const word of LEANING_ABBREVIATIONS) {
    expect([word, endsSentence(`${word}.`, { text: 'Then', pauseSeconds: 0.9 })]).toEqual([word, false]);
    expect([word, leansOn(`(${word}.`, 'Martin')]).toEqual([word, true]);
  }
});

test('a word like any other leans on nothing', () => {
  expect(leansOn('the end.', 'and')).toBe(false);
  expect(leansOn('the end', 'Martin')).toBe(false);
});
