import { expect, test } from 'vitest';
import { NVIDIA_ARGUMENTS, parseNvidiaLine } from '../../../../server/graphics-cards/nvidia-output.mjs';
import { TWO_CARDS } from '../../../../testing/nvidia-stand-in';

const [first = '', second = ''] = TWO_CARDS.split('\n');
const MEBIBYTE = 1024 * 1024;

test('a line gives all figures of a card', () => {
  expect(parseNvidiaLine(first)).toEqual({
    id: 'GPU-11111111-2222-3333-4444-555555555555',
    name: 'NVIDIA GeForce RTX 3090',
    vendor: 'nvidia',
    temperatureCelsius: 63,
    powerWatts: 214.53,
    powerLimitWatts: 350,
    utilisation: 0.42,
    memoryUsedBytes: 3021 * MEBIBYTE,
    memoryTotalBytes: 24576 * MEBIBYTE,
    graphicsClockMhz: 1695,
    memoryClockMhz: 9751,
  });
});

test('what a card does not tell is not known', () => {
  expect(parseNvidiaLine(second)).toMatchObject({
    name: 'NVIDIA GeForce RTX 5060 Ti',
    powerWatts: null,
    graphicsClockMhz: null,
    temperatureCelsius: 41,
  });
});

test.each([
  '[Unknown Error]',
  '[GPU is lost]',
  'N/A',
  '',
  '-1',
  '1e9',
  'NaN',
  '0x10',
  '99999999999999999999',
])('the figure "%s" is none', (figure) => {
  expect(parseNvidiaLine(first.replace(' 63,', ` ${figure},`))).toMatchObject({ temperatureCelsius: null });
});

test.each([
  '',
  'index, uuid, name',
  'NVIDIA-SMI has failed',
  `${first}, 7`,
  first.replace('0, ', 'x, '),
  first.replace('GPU-', '<b>'),
  'x'.repeat(10_000),
  ',,,,,,,,,,',
])('a line of something else is no card', (line) => {
  expect(parseNvidiaLine(line)).toBeNull();
});

test('the program is asked for figures alone, once a second', () => {
  expect(NVIDIA_ARGUMENTS).toEqual([
    '--query-gpu=index,uuid,name,temperature.gpu,power.draw,power.limit,utilization.gpu,memory.used,memory.total,clocks.gr,clocks.mem',
    '--format=csv,noheader,nounits',
    '-l',
    '1',
  ]);
});
