import { mount, unmount, type Component } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import '../../../../../src/app.css';
import type { BurstOutcome } from '../../../../../src/lib/app/performance/cards/card-burst.svelte';
import { MESSAGES } from '../../../../../src/lib/app/messages/messages';
import CardFigures from '../../../../../src/lib/components/performance/cards/CardFigures.svelte';
import CardHour from '../../../../../src/lib/components/performance/cards/CardHour.svelte';
import HeatLimit from '../../../../../src/lib/components/performance/cards/HeatLimit.svelte';
import HeatNotice from '../../../../../src/lib/components/performance/cards/HeatNotice.svelte';
import UsedCard from '../../../../../src/lib/components/performance/cards/UsedCard.svelte';
import { cardNames } from '../../../../../src/lib/components/performance/cards/card-name';
import { RTX_3090, RTX_5060_TI, aCard } from '../../../../unit/core/performance/cards/a-card';

const { en, fr } = MESSAGES;
const CARDS = [RTX_3090, RTX_5060_TI];
const shown: Record<string, unknown>[] = [];

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

const text = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const details = (element: HTMLElement) => [...element.querySelectorAll('dd')].map((each) => text(each));

test('a card shows its figures, each with its unit', () => {
  const card = {
    ...RTX_3090,
    ...{ temperatureCelsius: 63, powerWatts: 214.5, utilisation: 0.42, memoryUsedBytes: 3_100_000_000 },
    ...{ graphicsClockMhz: 1695, memoryClockMhz: 9751 },
  };
  const props = { card, name: card.name ?? '', limitCelsius: 80 };
  expect(details(show(CardFigures, { messages: en, ...props }))).toEqual([
    ...['63 °C, limit 80 °C', '42%', '215 W of 350 W', '3.1 GB of 25.7 GB', '1,695 MHz', '9,751 MHz'],
  ]);
  expect(details(show(CardFigures, { messages: fr, ...props }))).toEqual([
    ...['63 °C, limite 80 °C', '42 %', '215 W sur 350 W', '3,1 Go sur 25,7 Go', '1 695 MHz', '9 751 MHz'],
  ]);
});

test('a card that is too hot says so in words', () => {
  const card = { ...RTX_3090, temperatureCelsius: 84 };
  const element = show(CardFigures, { messages: fr, card, name: 'RTX', limitCelsius: 80 });
  expect(details(element)[0]).toBe('84 °C, au-dessus de la limite de 80 °C');
});

test('what a card does not tell is not known', () => {
  const element = show(CardFigures, { messages: en, card: aCard(), name: 'RTX', limitCelsius: 80 });
  expect(new Set(details(element))).toEqual(new Set(['Not known']));
});

const USED = {
  ...{ messages: en, cards: CARDS, names: cardNames(CARDS, en.graphicsCards), isOnProcessor: false },
  ...{ outcome: null, isConfirming: false, canConfirm: true, onconfirm: () => undefined },
} as const;
const one = (id: string) => ({ kind: 'one', id }) as const;

test('the slower card in use names the other, and how to change to it', () => {
  const element = show(UsedCard, { ...USED, used: one(RTX_5060_TI.id) });
  expect(text(element)).toContain('The browser uses NVIDIA GeForce RTX 5060 Ti');
  expect(text(element)).toContain('NVIDIA GeForce RTX 3090 is probably faster');
  expect(text(element)).toContain('That was not measured');
  expect(text(element)).toContain('One page drives one card');
  expect(text(element.querySelector('details'))).toContain('chrome://flags/#force-high-performance-gpu');
});

test('the faster card in use has no other named', () => {
  expect(show(UsedCard, { ...USED, used: one(RTX_3090.id) }).querySelector('[data-testid=faster-card]')).toBe(
    null,
  );
});

test.each([
  ['several', { kind: 'several', ids: CARDS.map(({ id }) => id) }, 'one of these'],
  ['none of those told of', { kind: 'none' }, 'that the server cannot read'],
  ['not known', null, 'which one it uses is not known'],
] as const)('where it is %s that is said', (_, used, words) => {
  expect(text(show(UsedCard, { ...USED, used }))).toContain(words);
});

test('a check is asked for by a button, and its end is said', () => {
  let asked = 0;
  const props = { ...USED, used: one(RTX_3090.id), onconfirm: () => asked++ };
  const element = show(UsedCard, props);
  element.querySelector('button')?.click();
  expect(asked).toBe(1);
  const status = (more: {
    readonly isConfirming?: boolean;
    readonly canConfirm?: boolean;
    readonly outcome?: BurstOutcome;
  }) => text(show(UsedCard, { ...props, ...more }).querySelector('[role=status]'));
  expect(status({ isConfirming: true, canConfirm: false })).toContain('About ten seconds');
  expect(status({ outcome: { kind: 'rose', id: RTX_3090.id } })).toContain('Checked: the load of NVIDIA');
  expect(status({ outcome: { kind: 'rose', id: RTX_5060_TI.id } })).toContain('which is another card');
  expect(status({ outcome: { kind: 'unclear' } })).toContain('rose clearly');
  expect(status({ outcome: { kind: 'failed', code: 'gpu-lost' } })).toBe(en.errors['gpu-lost']);
});

test('without an engine on a card the button is off, and the reason is there', () => {
  const element = show(UsedCard, { ...USED, used: null, canConfirm: false, isOnProcessor: true });
  expect(element.querySelector('button')?.disabled).toBe(true);
  expect(text(element)).toContain('the engine must run on a graphics card');
  expect(text(element)).toContain('the processor does the work');
});

test('a limit is typed, and one out of reach goes back to the one that counts', () => {
  const limits: number[] = [];
  const element = show(HeatLimit, {
    ...{ messages: en, limitCelsius: 80, onchange: (celsius: number) => void limits.push(celsius) },
  });
  const input = element.querySelector('input')!;
  input.value = '500';
  input.dispatchEvent(new Event('change', { bubbles: true }));
  expect([limits, input.value]).toEqual([[500], '80']);
  expect(text(element)).toContain('75 °C');
});

test('that recordings wait is said while they do', () => {
  const props = { messages: fr, limitCelsius: 80 };
  expect(text(show(HeatNotice, { ...props, isEasing: false }))).toBe('');
  expect(text(show(HeatNotice, { ...props, isEasing: true }))).toContain('dépasse 80 °C');
});

test('the hour is drawn, and stands in a table of the same figures', async () => {
  const step = (secondsAgo: number, highestCelsius: number) => ({
    ...{ secondsAgo, highestCelsius, meanUtilisation: 0.5, meanWatts: 200 },
  });
  const steps = new Map([[RTX_3090.id, [step(120, 50), step(60, 63.4), step(0, 61)]]]);
  const element = show(CardHour, { messages: en, steps, names: USED.names, limitCelsius: 80 });
  await expect.poll(() => element.querySelector('canvas'), { timeout: 20_000 }).not.toBe(null);
  expect(element.querySelector('.chart')?.getAttribute('aria-hidden')).toBe('true');
  const rows = [...element.querySelectorAll('tbody tr')].map((row) => [...row.children].map(text));
  expect(rows).toEqual([
    ['2 min', '50 °C', '50%', '200 W'],
    ['60 sec', '63 °C', '50%', '200 W'],
    ['now', '61 °C', '50%', '200 W'],
  ]);
  expect(
    [...element.querySelectorAll('thead th')].every((each) => each.getAttribute('scope') === 'col'),
  ).toBe(true);
});

test.each(['en', 'fr'] as const)('nothing scrolls sideways at 360 px (%s)', async (language) => {
  const messages = MESSAGES[language];
  const card = { ...RTX_3090, temperatureCelsius: 84, powerWatts: 300, memoryUsedBytes: 3_100_000_000 };
  for (const element of [
    show(CardFigures, { messages, card, name: card.name ?? '', limitCelsius: 80 }),
    show(UsedCard, { ...USED, messages, used: one(RTX_5060_TI.id) }),
    show(HeatLimit, { messages, limitCelsius: 80, onchange: () => undefined }),
    show(HeatNotice, { messages, isEasing: true, limitCelsius: 80 }),
    show(CardHour, { messages, steps: new Map(), names: USED.names, limitCelsius: 80 }),
  ]) {
    element.style.width = '328px';
    expect(element.scrollWidth).toBeLessThanOrEqual(328);
  }
});
