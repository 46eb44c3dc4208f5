import { expect, test } from 'vitest';
import {
  DICTATION_DEFAULTS,
  DICTATION_VALUES,
  DictationOptions,
} from '../../../../src/lib/app/dictation/dictation-options.svelte';

function storeOf(kept: string | null) {
  const values = new Map(kept === null ? [] : [['dictation', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test('a chosen option is there at the next visit', () => {
  const store = storeOf(null);
  const options = new DictationOptions(store);
  expect(options.choices).toEqual(DICTATION_DEFAULTS);
  options.set({ pauseMs: 700, copying: 'utterance', staysWarm: true, autoGain: false, key: 'F8' });
  options.set({ autoStopSeconds: 30 });
  const again = new DictationOptions(store);
  expect(again.choices).toEqual(options.choices);
  expect(again.choices).toMatchObject({ pauseMs: 700, autoStopSeconds: 30, key: 'F8', autoGain: false });
});

test.each([
  ['no JSON', '{'],
  ['no object', '7'],
  ['null', 'null'],
  ['what is not known', '{"pauseMs":1,"copying":"always","sounds":"yes","key":"","autoStopSeconds":"10"}'],
])('kept options that are %s give the defaults', (_, kept) => {
  expect(new DictationOptions(storeOf(kept)).choices).toEqual(DICTATION_DEFAULTS);
});

test('each value of an option is kept', () => {
  for (const pauseMs of DICTATION_VALUES.pauseMs) {
    const store = storeOf(null);
    new DictationOptions(store).set({ pauseMs });
    expect(new DictationOptions(store).choices.pauseMs).toBe(pauseMs);
  }
});

test('without a store options last as long as the page', () => {
  const options = new DictationOptions(null);
  options.set({ sounds: true });
  expect(options.choices.sounds).toBe(true);
});
