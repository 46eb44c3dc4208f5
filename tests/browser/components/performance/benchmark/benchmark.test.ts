import { mount, unmount, type Component } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import '../../../../../src/app.css';
import { MESSAGES } from '../../../../../src/lib/app/messages/messages';
import type { BenchmarkState } from '../../../../../src/lib/app/performance/benchmark/page-benchmark.svelte';
import BenchmarkControls from '../../../../../src/lib/components/performance/benchmark/BenchmarkControls.svelte';
import BenchmarkResults from '../../../../../src/lib/components/performance/benchmark/BenchmarkResults.svelte';
import OwnVoicePanel from '../../../../../src/lib/components/performance/benchmark/OwnVoicePanel.svelte';
import { countWordErrors } from '../../../../../src/lib/core/metrics/word-errors';
import type { BenchmarkForm } from '../../../../../src/lib/core/performance/benchmark-plan';
import { markedWords } from '../../../../../src/lib/core/performance/marked-words';
import type { BenchmarkRun, ReferenceClip } from '../../../../../src/lib/core/performance/measurements';
import { SENTENCES, type SentenceLanguage } from '../../../../../src/lib/core/performance/sentences';

const shown: Record<string, unknown>[] = [];

afterEach(async () => {
  for (const each of shown.splice(0)) await unmount(each);
  document.body.replaceChildren();
});

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): HTMLElement {
  const target = document.createElement('main');
  target.style.width = '328px';
  document.body.append(target);
  shown.push(mount(component, { target, props }));
  return target;
}

const text = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();
/** Of cells beside one another. */
const parts = (element: Element | null) => [...(element?.children ?? [])].map(text).join(' ');
const buttons = (element: HTMLElement) => [...element.querySelectorAll('button')];

const CLIP: ReferenceClip = { id: 'en-a', language: 'en', text: 'Press the pound key.', seconds: 2 };
const RUN: BenchmarkRun = {
  startedAt: 0,
  setup: { version: '0.1.0', modelId: 'base', device: 'wasm', adapter: null, threads: 2 },
  files: [
    {
      clip: CLIP,
      processingSeconds: 0.412,
      text: 'Press the pond key.',
      errors: countWordErrors(CLIP.text, 'Press the pond key.'),
    },
  ],
  dictations: [
    {
      ...{ clip: CLIP, firstWordMs: 810, decodedMs: 301, finalMs: 322 },
      ...{ text: CLIP.text, errors: { errors: 0, words: 4 } },
    },
    {
      ...{ clip: { ...CLIP, id: 'en-b' }, firstWordMs: null, decodedMs: null, finalMs: null },
      ...{ text: '', errors: { errors: 4, words: 4 } },
    },
  ],
  memoryBytes: 412_300_000,
};
const results = (messages = MESSAGES.en) =>
  show(BenchmarkResults, { messages, run: RUN, modelName: () => 'Whisper base' });

test('the result has each figure with its unit, and says what computed', () => {
  const element = results();
  expect(text(element)).toContain('Whisper base, CPU · 2 threads, version 0.1.0 · One phrase');
  const rows = [...element.querySelectorAll('tbody tr')].map((row) => parts(row));
  expect(rows).toEqual([
    'File, from start to text 412 ms 412 ms',
    'Dictation, first words after speech began 810 ms 810 ms',
    'Dictation, text ready after speech ended 301 ms 301 ms',
    'Dictation, text on the page after speech ended 322 ms 322 ms',
  ]);
  expect(parts(element.querySelector('dl'))).toBe(
    'Word errors, as files 25% (1 of 4 words) Word errors, dictated 50% (4 of 8 words) Processing time / audio time 0.206 ' +
      'Memory of the page 412.3 MB Dictated phrases of which no word was written 1',
  );
});

test('in French numbers and signs are written as in French', () => {
  const element = results(MESSAGES.fr);
  expect(element.textContent).toMatch(/25\u202f%|25\u00a0%/u);
  expect(element.textContent).toMatch(/412,3\s?Mo/u);
});

test('words that failed are listed, and marked in the table of phrases for eyes and ears', async () => {
  const element = results();
  expect(text(element)).toContain('Words that were not written as they were said: pound (2 times)');
  const details = element.querySelector('details')!;
  expect(details.querySelector('table')).toBeNull();
  details.open = true;
  await expect.poll(() => details.querySelectorAll('tbody tr').length).toBe(3);
  expect(text(details.querySelector('mark'))).toBe('pound (not written so)');
  expect(details.querySelector('tbody th')?.getAttribute('lang')).toBe('en');
});

test('a table that is too wide scrolls in itself and is reached by the keyboard', () => {
  const element = results(MESSAGES.fr);
  expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
  for (const region of element.querySelectorAll<HTMLElement>('[role=region]'))
    expect(region.tabIndex).toBe(0);
});

function controls(state: BenchmarkState, messages = MESSAGES.en) {
  const pressed: string[] = [];
  const element = show(BenchmarkControls, {
    ...{ messages, state },
    onstart: (form: BenchmarkForm) => void pressed.push(form),
    oncancel: () => void pressed.push('cancel'),
  });
  return { element, pressed };
}

test('two presses start the two forms, and a third calls the run off', () => {
  const { element, pressed } = controls({ kind: 'idle' });
  for (const each of buttons(element)) each.click();
  const activity = { kind: 'dictation', clip: CLIP } as const;
  const running = controls({ kind: 'running', activity, fraction: 0.5, secondsLeft: 58 });
  expect(text(running.element)).toContain('50% · 1 min left');
  expect(text(running.element)).toContain('Dictated: “Press the pound key.”');
  expect(running.element.querySelector('progress')?.value).toBe(0.5);
  expect(running.element.querySelector('progress')?.getAttribute('aria-label')).toBe(
    'Progress of the benchmark',
  );
  buttons(running.element)[0]?.click();
  expect([...pressed, ...running.pressed]).toEqual(['short', 'long', 'cancel']);
});

test('why nothing is measured is told aloud', () => {
  const told = (state: BenchmarkState) => text(controls(state).element.querySelector('[role=status]'));
  expect(told({ kind: 'busy', why: 'dictation' })).toMatch(/is running/);
  expect(told({ kind: 'interrupted', why: 'dictation' })).toMatch(/has ended/);
  expect(told({ kind: 'failed', code: 'model-missing' })).toBe(MESSAGES.en.errors['model-missing']);
});

test('a sentence that was read has its words marked, and the others can be read', () => {
  const pressed: string[] = [];
  const [sentence = ''] = SENTENCES.fr;
  const heard = sentence.replace('citrons', 'citron');
  const result = {
    ...{ heard, words: markedWords(sentence, heard), firstWordMs: 800, finalMs: 340 },
    errors: countWordErrors(sentence, heard),
  };
  const element = show(OwnVoicePanel, {
    ...{ messages: MESSAGES.fr, language: 'fr', sentences: SENTENCES.fr, state: { kind: 'idle' } },
    read: new Map([[0, result]]),
    summary: { sentences: 1, errors: result.errors, finalMs: { p50: 340, p95: 340 } },
    onlanguage: (language: SentenceLanguage) => void pressed.push(language),
    onread: (index: number) => void pressed.push(`read ${index}`),
    onfinish: () => void pressed.push('done'),
    oncancel: () => void pressed.push('cancel'),
  });
  expect(text(element.querySelector('mark'))).toContain('citrons');
  expect(text(element)).toContain('340 ms');
  for (const each of buttons(element)) each.click();
  element.querySelector<HTMLInputElement>('input[type=radio]')?.click();
  expect(pressed).toEqual(['read 0', 'read 1', 'read 2', 'read 3', 'read 4', 'read 5', 'en']);
  expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
});

test('while one is read its end can be told and it can be called off; the others wait', () => {
  const pressed: string[] = [];
  const element = show(OwnVoicePanel, {
    ...{ messages: MESSAGES.en, language: 'en', sentences: SENTENCES.en, read: new Map(), summary: null },
    state: { kind: 'listening', index: 1 },
    onlanguage: () => undefined,
    onread: () => void pressed.push('read'),
    onfinish: () => void pressed.push('done'),
    oncancel: () => void pressed.push('cancel'),
  });
  expect(text(element.querySelector('[role=status]'))).toMatch(/Listening/);
  for (const each of buttons(element)) each.click();
  expect(pressed).toEqual(['done', 'cancel']);
});
