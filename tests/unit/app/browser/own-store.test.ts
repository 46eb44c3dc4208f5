import { beforeEach, expect, test } from 'vitest';
import { deviceKey, isSettingKey, ownStore } from '../../../../src/lib/app/browser/own-store';

let isFull: boolean;
let values: Map<string, string>;

beforeEach(() => {
  isFull = false;
  values = new Map();
});

const storage = {
  getItem: (key: string) => values.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (isFull) throw new DOMException('no room', 'QuotaExceededError');
    values.set(key, value);
  },
};

test('keys bear the app’s name, so that other programs of the origin keep theirs', () => {
  values.set('speed', 'of another program');
  const store = ownStore(storage);
  expect(store.getItem('speed')).toBeNull();
  store.setItem('speed', '8');
  expect(Object.fromEntries(values)).toEqual({ speed: 'of another program', 'superwhisper2:speed': '8' });
});

test('where there is no room a value lasts as long as the page, and nobody is disturbed', () => {
  const store = ownStore(storage);
  store.setItem('speed', '7');
  isFull = true;
  store.setItem('speed', '8');
  expect(store.getItem('speed')).toBe('8');
  expect(values.get('superwhisper2:speed')).toBe('7');
});

test('what there was no room for is written once there is', () => {
  const store = ownStore(storage);
  isFull = true;
  store.setItem('speed', '7');
  store.setItem('speed', '8');
  isFull = false;
  store.setItem('language', 'fr');
  expect(Object.fromEntries(values)).toEqual({ 'superwhisper2:speed': '8', 'superwhisper2:language': 'fr' });
});

test('what belongs to this device alone is no setting', () => {
  expect([isSettingKey('vocabulary'), isSettingKey(deviceKey('model-speeds'))]).toEqual([true, false]);
});
