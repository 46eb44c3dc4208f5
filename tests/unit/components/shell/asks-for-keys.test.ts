import { expect, test } from 'vitest';
import { asksForKeys } from '../../../../src/lib/components/shell/asks-for-keys';

/** An element that lies in what these selectors name. */
function element(...inside: readonly string[]): EventTarget {
  const closest = (selectors: string) =>
    selectors.split(', ').some((each) => inside.some((name) => each.startsWith(name))) ? {} : null;
  return Object.assign(new EventTarget(), { closest });
}

const press = (change: Partial<Parameters<typeof asksForKeys>[0]> = {}) => ({
  ...{ key: '?', ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, repeat: false },
  ...{ target: element(), ...change },
});

test('a question mark asks for the keys, on the page and on a button', () => {
  expect(asksForKeys(press())).toBe(true);
  expect(asksForKeys(press({ target: null }))).toBe(true);
});

test.each(['input', 'textarea', 'select', '[contenteditable]', 'dialog'])('not in %s', (name) => {
  expect(asksForKeys(press({ target: element(name) }))).toBe(false);
});

test.each([{ key: '/' }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }])(
  'not %o',
  (change) => {
    expect(asksForKeys(press(change))).toBe(false);
  },
);

test('nor where something else has taken it', () => {
  expect(asksForKeys(press({ defaultPrevented: true }))).toBe(false);
});
