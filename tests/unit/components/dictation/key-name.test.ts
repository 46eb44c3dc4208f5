import { isFreeKey, keyName } from '$lib/components/dictation/key-name';
import { expect, test } from 'vitest';

const NONE = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test.each([
  [{ code: 'F9' }, 'F9', true],
  [{ code: 'KeyD', altKey: true }, 'Alt+D', true],
  [{ code: 'Digit1', ctrlKey: true, altKey: true }, 'Ctrl+Alt+1', true],
  [{ code: 'Pause' }, 'Pause', true],
  [{ code: 'MediaPlayPause' }, 'MediaPlayPause', true],
  [{ code: 'KeyD' }, 'D', false],
  [{ code: 'KeyC', ctrlKey: true }, 'Ctrl+C', false],
  [{ code: 'KeyL', altKey: true }, 'Alt+L', false],
  [{ code: 'F5' }, 'F5', false],
  [{ code: 'F9', metaKey: true }, 'Meta+F9', false],
  [{ code: 'Enter' }, 'Enter', false],
  [{ code: 'Escape' }, 'Escape', false],
  [{ code: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft', false],
])('%j is %s, free: %s', (key, name, isFree) => {
  expect([keyName({ ...NONE, ...key }), isFreeKey({ ...NONE, ...key })]).toEqual([name, isFree]);
});
