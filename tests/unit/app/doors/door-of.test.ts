import { doorOf } from '$lib/app/doors/door-of';
import { describe, expect, test } from 'vitest';

const HOME = 'https://app.example/someone/app/';

describe('an address that comes from outside while the app is open', () => {
  test.each([
    ['', 'dictate'],
    ['?dictate', 'dictate-now'],
    ['transcribe', 'transcribe'],
    ['transcribe?shared', 'transcribe'],
  ])('“%s” in the app is a door', (path, door) => {
    expect(doorOf(HOME + path, HOME)).toBe(door);
  });

  test.each([
    'https://app.example/someone/app/evaluate',
    'https://app.example/someone/app/settings',
    'https://app.example/someone/else/?dictate',
    'https://app.example/?dictate',
    'https://app.example:444/someone/app/?dictate',
    'http://app.example/someone/app/?dictate',
    'https://other.example/someone/app/?dictate',
    'https://app.example@other.example/someone/app/?dictate',
    'javascript:alert(1)',
    'data:text/html,x',
    '?dictate',
    '',
  ])('“%s” is none', (address) => {
    expect(doorOf(address, HOME)).toBeNull();
  });
});
