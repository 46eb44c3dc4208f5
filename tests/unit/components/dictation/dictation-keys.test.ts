import { DictationKeys } from '$lib/components/dictation/dictation-keys';
import { beforeEach, expect, test, vi } from 'vitest';

let isOn = false;
let nowMs = 0;
const copy = vi.fn();
const keys = new DictationKeys({
  chosen: () => 'Alt+D',
  isOn: () => isOn,
  press: () => (isOn = !isOn),
  release: () => (isOn = false),
  nowMs: () => nowMs,
  copy,
  readAgain: () => undefined,
});

function event(code: string, change: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, repeat: false };
  const all = { ...none, code, key: code, defaultPrevented: false, preventDefault: vi.fn(), ...change };
  // Node has no KeyboardEvent.
  return Object.assign(Object.create(null), all);
}

beforeEach(() => (isOn = false));

test('a key that is held listens while it is held, also where its modifier is let go first', () => {
  keys.down(event('KeyD', { altKey: true }));
  keys.down(event('KeyD', { altKey: true, repeat: true }));
  expect(isOn).toBe(true);
  nowMs += 1000;
  keys.up(event('AltLeft'));
  expect(isOn).toBe(true);
  keys.up(event('KeyD'));
  expect(isOn).toBe(false);
});

test('a key that another part of the page has taken is left alone', () => {
  keys.down(event('KeyD', { altKey: true, defaultPrevented: true }));
  expect(isOn).toBe(false);
});

test('a key that is held while the window loses the focus is let go', () => {
  keys.down(event('KeyD', { altKey: true }));
  nowMs += 1000;
  keys.blur();
  expect(isOn).toBe(false);
  // It is still down when the focus comes back, and let go later.
  keys.down(event('KeyD', { altKey: true, repeat: true }));
  keys.up(event('KeyD'));
  expect(isOn).toBe(false);
});

test('a tap stays a tap where the focus goes with it, as to the browser’s question for the microphone', () => {
  keys.down(event('KeyD', { altKey: true }));
  nowMs += 100;
  keys.blur();
  expect(isOn).toBe(true);
  nowMs += 1000;
  keys.up(event('KeyD'));
  keys.blur();
  expect(isOn).toBe(true);
});
