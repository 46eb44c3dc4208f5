import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../../src/lib/core/errors';
import { Work } from '../../../../../src/lib/app/browser/work.svelte';
import { CLIPS, kindsOf, MeasuredDevice } from './measured-device';

let device: MeasuredDevice;

beforeEach(() => {
  device = new MeasuredDevice();
});

describe('measuring', () => {
  test('one press measures all, and the verdict is go', async () => {
    const goNoGo = device.opened();
    expect(goNoGo.whole).toBe('not-measured');
    await goNoGo.runAll();
    expect(goNoGo.verdicts.map(({ kind }) => kind)).toEqual(Array(10).fill('go'));
    expect([goNoGo.whole, goNoGo.measuredAt, goNoGo.isRunning, goNoGo.isInterrupted]).toEqual([
      ...['go', 1000, false, false],
    ]);
    expect(device.dictated).toHaveLength(24);
    // Word errors, one clip 100 times, 100 phrases, and before memory, temperature and requests.
    expect(device.read).toHaveLength(100 + 100 + 100 + 1 + 60 + 1);
  });

  test('what was measured outlives a reload', async () => {
    await device.opened().runAll();
    const goNoGo = device.opened();
    expect([goNoGo.whole, goNoGo.isInterrupted]).toEqual(['go', false]);
  });

  test('one criterion is measured alone, with the one that the same steps give', async () => {
    const goNoGo = device.opened();
    await goNoGo.run('final-p95');
    expect(kindsOf(goNoGo)).toMatchObject({ 'final-p50': 'go', 'final-p95': 'go', memory: 'never' });
    expect(goNoGo.verdicts[0]!.figures[0]!.value).toBe(600);
  });

  test('afterwards the rest is measured, and then everything again', async () => {
    const goNoGo = device.opened();
    expect(goNoGo.next).toBe('all');
    await goNoGo.run('final-p50');
    expect(goNoGo.next).toBe('rest');
    await goNoGo.runAll();
    expect([goNoGo.next, device.dictated.length]).toEqual(['again', 24]);
    await goNoGo.runAll();
    expect(device.dictated).toHaveLength(48);
  });

  test('a missing card is no reason to measure it alone for ever', async () => {
    device.temperature = null;
    const goNoGo = device.opened();
    await goNoGo.runAll();
    expect([goNoGo.whole, kindsOf(goNoGo)['temperature']]).toEqual(['go', 'unknown']);
    await goNoGo.runAll();
    expect(device.dictated).toHaveLength(48);
  });

  test('progress tells the steps, and how much of a long one is done', async () => {
    const seen: string[] = [];
    const goNoGo = device.opened(new Work(device.locks), {
      measurer: {
        ...device.measurer,
        async readLong(seconds, onProgress, signal) {
          onProgress(0.25);
          seen.push(`${goNoGo.progress?.method} ${goNoGo.progress?.done} ${goNoGo.progress?.fraction}`);
          return device.measurer.readLong(seconds, onProgress, signal);
        },
      },
    });
    device.onRead = () => void seen.push(`${goNoGo.progress?.done} of ${goNoGo.progress?.of}`);
    await goNoGo.run('long-file');
    await goNoGo.run('iterations-100');
    expect([seen[0], seen[1], seen.at(-1)]).toEqual(['long-file 0 0.25', '0 of 100', '99 of 100']);
    expect(goNoGo.progress).toBeNull();
  });
});

describe('a no', () => {
  test('a text that differs once', async () => {
    device.textOf = (clip) => (device.read.length === 50 ? 'Something else' : clip.text);
    const goNoGo = device.opened();
    await goNoGo.run('iterations-100');
    const verdict = goNoGo.verdicts.find(({ id }) => id === 'iterations-100')!;
    expect([verdict.kind, verdict.figures[0]!.value]).toEqual(['no-go', 99]);
  });

  test('three failures are enough, and say what failed', async () => {
    device.onRead = () => Promise.reject(new AppError('engine-failed', 'of the test'));
    const goNoGo = device.opened();
    await goNoGo.run('phrases-100');
    const verdict = goNoGo.verdicts.find(({ id }) => id === 'phrases-100')!;
    expect([verdict.kind, verdict.code]).toEqual(['no-go', 'engine-failed']);
    expect(verdict.figures.map(({ value }) => value)).toEqual([0, 3]);
  });

  test('a window of the long file without text', async () => {
    const words = CLIPS.map((clip) => clip.text)
      .join(' ')
      .split(' ');
    const goNoGo = device.opened(new Work(device.locks), {
      measurer: {
        ...device.measurer,
        async readLong(seconds, onProgress, signal) {
          const whole = await device.measurer.readLong(seconds, onProgress, signal);
          return { ...whole, text: [...words.slice(0, 210), ...words.slice(266)].join(' ') };
        },
      },
    });
    await goNoGo.run('long-file');
    const verdict = goNoGo.verdicts.find(({ id }) => id === 'long-file')!;
    expect([verdict.kind, verdict.figures.find(({ figure }) => figure === 'long-missing')!.value]).toEqual([
      ...['no-go', 56],
    ]);
  });

  test('the hottest of all readings counts, and a reading that fails now and then does not', async () => {
    device.onRead = () => {
      device.temperature = device.read.length === 30 ? 84 : device.read.length % 7 === 3 ? null : 70;
    };
    const goNoGo = device.opened();
    await goNoGo.run('temperature');
    const verdict = goNoGo.verdicts.find(({ id }) => id === 'temperature')!;
    expect([verdict.kind, verdict.figures[0]!.value]).toEqual(['no-go', 84]);
  });

  test('a request to another origin', async () => {
    device.requests = 2;
    const goNoGo = device.opened();
    await goNoGo.run('requests');
    expect(kindsOf(goNoGo)['requests']).toBe('no-go');
  });
});

describe('what cannot be known', () => {
  test('fewer than a hundred phrases that differ', async () => {
    device.clips = CLIPS.map((clip, index) => ({ ...clip, text: `clip ${index % 99}` }));
    const goNoGo = device.opened();
    await goNoGo.run('phrases-100');
    expect(kindsOf(goNoGo)['phrases-100']).toBe('unknown');
    expect(device.read).toEqual([]);
  });

  test('memory that the browser does not tell, requests that nothing counts', async () => {
    device.requests = null;
    const goNoGo = device.opened(new Work(device.locks), {
      measurer: { ...device.measurer, memoryBytes: () => Promise.resolve(null) },
    });
    await goNoGo.runAll();
    expect(kindsOf(goNoGo)).toMatchObject({ memory: 'unknown', requests: 'unknown' });
    expect(goNoGo.whole).toBe('not-measured');
  });

  test('no clips at all: nothing hangs, nothing is a go', async () => {
    device.clips = [];
    const goNoGo = device.opened();
    await goNoGo.runAll();
    expect(goNoGo.isRunning).toBe(false);
    expect(kindsOf(goNoGo)).toMatchObject({
      'final-p50': 'unknown',
      'word-errors': 'unknown',
      silence: 'go',
    });
  });

  test('clips that do not come, and an engine that does not start, are said', async () => {
    const goNoGo = device.opened(new Work(device.locks), {
      clips: () => Promise.reject(new AppError('app-not-loaded', 'of the test')),
    });
    await goNoGo.runAll();
    expect([goNoGo.failure, goNoGo.isRunning, goNoGo.isInterrupted]).toEqual(['app-not-loaded', false, true]);
  });
});
