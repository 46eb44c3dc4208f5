import { mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import '../../../../../src/app.css';
import { MESSAGES } from '../../../../../src/lib/app/messages/messages';
import ReportForm from '../../../../../src/lib/components/performance/verdicts/ReportForm.svelte';
import VerdictPanel from '../../../../../src/lib/components/performance/verdicts/VerdictPanel.svelte';
import { wholeVerdict, type Verdict } from '../../../../../src/lib/core/performance/verdicts';
import { verdictsOf } from '../../../../../testing/performance/measured-criteria';

const shown: Record<string, unknown>[] = [];
let pressed: string[];

beforeEach(() => {
  pressed = [];
});

afterEach(async () => {
  for (const each of shown.splice(0)) await unmount(each);
  document.body.replaceChildren();
});

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): HTMLElement {
  const target = document.createElement('main');
  document.body.append(target);
  shown.push(mount(component, { target, props }));
  return target;
}

const text = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();
const buttons = (element: HTMLElement) => [...element.querySelectorAll('button')];
const button = (element: HTMLElement, name: string) =>
  buttons(element).find((each) => (each.getAttribute('aria-label') ?? text(each)) === name)!;

function panel(verdicts: readonly Verdict[], change: Record<string, unknown> = {}, messages = MESSAGES.en) {
  return show(VerdictPanel, {
    messages,
    state: {
      ...{ verdicts, whole: wholeVerdict(verdicts), progress: null, refusal: null, failure: null },
      ...{ isRunning: false, isInterrupted: false, next: 'again', ...change },
    },
    onrun: (id: string) => void pressed.push(id),
    onrunall: () => void pressed.push('all'),
    ongoon: () => void pressed.push('go on'),
    oncancel: () => void pressed.push('cancel'),
  });
}

const NO = verdictsOf({
  memory: [{ kind: 'value', value: 912_400_000 }],
  temperature: [{ kind: 'unknown' }],
});

describe('the table', () => {
  test('a no stands there as a sign and a word, with figure, limit and what to do', () => {
    const row = panel(NO).querySelector('[data-testid=criterion-memory]');
    expect(text(row)).toContain('912.4 MB');
    expect(text(row)).toContain('at most 800 MB');
    expect(text(row)).toContain('✕ No');
    expect(text(row)).toContain(MESSAGES.en.verdicts.words.advice.memory);
  });

  test('what is not measured says why, a go needs no words', () => {
    const element = panel(NO);
    expect(text(element.querySelector('[data-testid=criterion-temperature]'))).toContain(
      'neither a go nor a no',
    );
    expect(element.querySelectorAll('[data-testid=criterion-silence] p')).toHaveLength(0);
  });

  test('a criterion of several figures has a row for each beside its limit', () => {
    const rows = [...panel(NO).querySelectorAll('[data-testid=criterion-long-file] tr')].map(text);
    expect(rows).toHaveLength(4);
    expect(rows[1]).toBe('processing time / audio time: 0.15below 1');
  });

  test('its heads are heads', () => {
    const element = panel(NO);
    expect(element.querySelectorAll('thead th[scope=col]')).toHaveLength(4);
    expect(element.querySelectorAll('tbody th[scope=rowgroup]')).toHaveLength(10);
  });

  test('in French it says the same', () => {
    const element = panel(NO, {}, MESSAGES.fr);
    const row = text(element.querySelector('[data-testid=criterion-memory]'));
    for (const part of ['912,4 Mo', 'au plus 800 Mo', '✕ Non', 'Choisissez un modèle plus petit'])
      expect(row).toContain(part);
    expect(text(element.querySelector('[data-testid=whole-verdict]'))).toMatch(/^✕ Non/u);
  });
});

describe('buttons', () => {
  test('one criterion or all are measured by a press, each named', () => {
    const element = panel(NO);
    button(element, 'Measure again: Memory').click();
    button(element, 'Measure: Temperature of the graphics card').click();
    button(element, 'Measure all again').click();
    expect(pressed).toEqual(['memory', 'temperature', 'all']);
  });

  test.each([
    ['all', 'Measure all'],
    ['rest', 'Measure what is missing'],
    ['again', 'Measure all again'],
  ])('the large one says what a press will do: %s', (next, name) => {
    expect(button(panel(NO, { next }), name)).toBeDefined();
  });

  test('while something is measured there is progress, and only Cancel', () => {
    const progress = { method: 'iterations', done: 42, of: 100, fraction: 0.42 };
    const element = panel(NO, { isRunning: true, progress });
    expect(text(element)).toContain('One clip 100 times: 42 of 100');
    expect(element.querySelector('progress')!.value).toBe(0.42);
    button(element, 'Measure again: Memory').click();
    button(element, 'Cancel').click();
    expect(pressed).toEqual(['cancel']);
  });

  test('what was interrupted can be taken up', () => {
    const element = panel(NO, { isInterrupted: true });
    expect(text(element.querySelector('[role=status]'))).toContain('interrupted');
    button(element, 'Continue').click();
    expect(pressed).toEqual(['go on']);
  });
});

test.each([
  [{ refusal: 'busy' }, MESSAGES.en.verdicts.refusal.busy],
  [{ refusal: 'elsewhere' }, MESSAGES.en.verdicts.refusal.elsewhere],
  [{ failure: 'app-not-loaded' }, MESSAGES.en.errors['app-not-loaded']],
])('%o is said', (change, sentence) => {
  expect(text(panel(NO, change).querySelector('[role=status]'))).toContain(sentence);
});

test.each(['en', 'fr'] as const)(
  'at 360 px only the table scrolls, and the keyboard reaches it (%s)',
  (language) => {
    const element = panel(NO, {}, MESSAGES[language]);
    element.style.width = '328px';
    expect(element.scrollWidth).toBeLessThanOrEqual(328);
    const region = element.querySelector('[role=region]')!;
    expect([region.getAttribute('tabindex'), region.getAttribute('aria-label')]).toEqual([
      ...['0', MESSAGES[language].verdicts.table],
    ]);
  },
);

describe('the report', () => {
  const form = (save: (withTexts: boolean) => Promise<void>) =>
    show(ReportForm, { messages: MESSAGES.en, onsavehtml: save, onsavejson: save });

  test('texts are in it only with the tick', () => {
    const saved: boolean[] = [];
    const element = form((withTexts) => Promise.resolve(void saved.push(withTexts)));
    button(element, 'Save the report (HTML)').click();
    element.querySelector('input')!.click();
    button(element, 'Save the figures (JSON)').click();
    expect(saved).toEqual([false, true]);
  });

  test('one that cannot be made is said', async () => {
    const element = form(() => Promise.reject(new Error('of the test')));
    button(element, 'Save the report (HTML)').click();
    await expect.poll(() => text(element.querySelector('[role=alert]'))).toBe(MESSAGES.en.report.failed);
  });
});
