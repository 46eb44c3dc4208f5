import { HoldOrTap } from '$lib/components/dictation/hold-or-tap';
import { beforeEach, expect, test } from 'vitest';

let isOn = false;
let nowMs = 0;
const keys = new HoldOrTap({
  isOn: () => isOn,
  press: () => (isOn = !isOn),
  release: () => (isOn = false),
  nowMs: () => nowMs,
});
function press(milliseconds: number): void {
  keys.down();
  nowMs += milliseconds;
  keys.up();
}

beforeEach(() => (isOn = false));

test('a tap begins dictation, and another ends it', () => {
  press(100);
  expect(isOn).toBe(true);
  press(100);
  expect(isOn).toBe(false);
});

test('a key that is held ends what it began when it is let go', () => {
  press(1000);
  expect(isOn).toBe(false);
});

test('a long press that ends something begins nothing', () => {
  press(100);
  press(1000);
  expect(isOn).toBe(false);
});
