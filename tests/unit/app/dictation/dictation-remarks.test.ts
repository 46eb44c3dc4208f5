import { expect, test } from 'vitest';
import { dictationRemarks, type RemarkFacts } from '../../../../src/lib/app/dictation/dictation-remarks';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';

const QUIET: RemarkFacts = {
  ...{ isOn: false, hint: null, gaps: [], replacedBy: null, isTelephone: false, isKept: true },
  ...{ elsewhere: null, isFloatingRefused: false, isClipboardRefused: false, isReadingAgainFailed: false },
};
const remarksOf = (facts: Partial<RemarkFacts>) => dictationRemarks({ ...QUIET, ...facts }, MESSAGES.en);
const remarks = (facts: Partial<RemarkFacts>) => remarksOf(facts).map(({ text }) => text);

test('where nothing is wrong nothing is said', () => expect(remarks({})).toEqual([]));

test('a clipboard that was refused comes first', () => {
  const all = remarksOf({ isKept: false, isClipboardRefused: true, isOn: true, hint: 'clipping' });
  expect(all[0]).toEqual({ text: MESSAGES.en.copyRefused, isTrouble: true });
  expect(all.map(({ isTrouble }) => isTrouble)).toEqual([true, false, false]);
});

test('a headset on the telephone is told while it is listened to', () => {
  expect(remarks({ isTelephone: true })).toEqual([]);
  expect(remarks({ isTelephone: true, isOn: true })).toEqual([MESSAGES.en.dictation.telephone]);
});

test('another window that has the text is named by what it does', () => {
  const { elsewhere } = MESSAGES.en.dictation;
  expect(remarks({ elsewhere: 'dictating' })).toEqual([elsewhere.dictating]);
  expect(remarks({ elsewhere: 'editing' })).toEqual([elsewhere.editing]);
});
