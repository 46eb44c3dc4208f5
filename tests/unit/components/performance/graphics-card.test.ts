import { cardName, systemOf } from '$lib/components/performance/graphics-card';
import { expect, test } from 'vitest';

test.each([
  ['nvidia', 'ampere', 'NVIDIA ampere'],
  ['somebody', '', 'somebody'],
  ['', '', ''],
])('the card of %s %s is "%s"', (vendor, architecture, name) => {
  expect(cardName({ vendor, architecture, isSoftware: false, features: [] })).toBe(name);
});

test('no card in use has no name', () => expect(cardName(null)).toBeNull());

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 'linux'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36', 'other'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36', 'other'],
])('the user agent "%s" is of %s', (userAgent, system) => expect(systemOf(userAgent)).toBe(system));
