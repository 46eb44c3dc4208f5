import { beforeEach, describe, expect, test } from 'vitest';
import { Work } from '../../../../../src/lib/app/browser/work.svelte';
import { settle } from '../../fake-clients';
import { kindsOf, MeasuredDevice, SETUP } from './measured-device';

let device: MeasuredDevice;

beforeEach(() => {
  device = new MeasuredDevice();
});

describe('broken off', () => {
  test('after a reload the iterations go on behind the last whole one', async () => {
    await device.diesAfter(42, (goNoGo) => goNoGo.run('iterations-100'));
    const goNoGo = device.opened();
    expect([goNoGo.isInterrupted, kindsOf(goNoGo)['iterations-100']]).toEqual([true, 'unfinished']);
    await goNoGo.resume();
    expect(device.read).toHaveLength(100);
    expect([kindsOf(goNoGo)['iterations-100'], goNoGo.isInterrupted]).toEqual(['go', false]);
  });

  test('after a reload all that was asked for goes on, and nothing is measured twice', async () => {
    await device.diesAfter(250, (goNoGo) => goNoGo.runAll());
    const goNoGo = device.opened();
    await goNoGo.resume();
    expect(goNoGo.whole).toBe('go');
    expect(device.dictated).toHaveLength(24);
    expect(device.read).toHaveLength(100 + 100 + 100 + 1 + 60 + 1);
  });

  test('a page that dies of the same step again waits for a press', async () => {
    await device.diesAfter(0, (goNoGo) => goNoGo.run('memory'));
    await device.diesAfter(0, (goNoGo) => goNoGo.resume());
    const goNoGo = device.opened();
    await goNoGo.resume();
    expect([goNoGo.isInterrupted, device.read]).toEqual([true, []]);
    await goNoGo.goOn();
    expect(kindsOf(goNoGo)['memory']).toBe('go');
  });

  test('one that gets further each time goes on by itself each time', async () => {
    await device.diesAfter(10, (goNoGo) => goNoGo.run('iterations-100'));
    await device.diesAfter(20, (goNoGo) => goNoGo.resume());
    const goNoGo = device.opened();
    await goNoGo.resume();
    expect([kindsOf(goNoGo)['iterations-100'], device.read.length]).toEqual(['go', 100]);
  });

  test('figures of another setup are not gone on with', async () => {
    await device.diesAfter(42, (goNoGo) => goNoGo.run('iterations-100'));
    device.setup = { ...SETUP, version: '0.3' };
    await device.opened().resume();
    expect(device.read).toHaveLength(42 + 100);
  });

  test('what was cancelled stays as far as it was measured, and does not go on by itself', async () => {
    const goNoGo = device.opened();
    device.onRead = () => {
      if (device.read.length === 42) goNoGo.cancel();
    };
    await goNoGo.runAll();
    expect([goNoGo.isRunning, goNoGo.isInterrupted, goNoGo.failure]).toEqual([false, false, null]);
    const after = device.opened();
    expect([after.isInterrupted, kindsOf(after)['final-p50'], kindsOf(after)['word-errors']]).toEqual([
      ...[false, 'go', 'unfinished'],
    ]);
    device.onRead = () => undefined;
    await after.runAll();
    expect(after.whole).toBe('go');
    // The clip under way when it was cancelled is read again.
    expect(device.read.filter((id) => id === 'clip-42')).toHaveLength(2 + 1 + 1);
  });

  test('one criterion that is measured in between leaves the rest to be taken up', async () => {
    await device.diesAfter(50, (goNoGo) => goNoGo.runAll());
    const goNoGo = device.opened();
    await goNoGo.run('silence');
    expect(goNoGo.isInterrupted).toBe(true);
    await goNoGo.goOn();
    expect(goNoGo.whole).toBe('go');
  });
});

describe('stale', () => {
  test.each([
    { version: '0.3' },
    { modelId: 'small' },
    { device: 'webgpu' },
    { adapter: 'nvidia ampere' },
    { threads: 4 },
  ] as const)('figures of before %o are no verdict any more, and are measured again', async (change) => {
    await device.opened().runAll();
    device.known = { ...SETUP, ...change };
    const goNoGo = device.opened();
    expect(goNoGo.verdicts.map(({ why }) => why)).toEqual(Array(10).fill('stale'));
    expect([goNoGo.whole, goNoGo.verdicts[0]!.figures[0]!.value]).toEqual(['not-measured', 600]);
    device.setup = { ...SETUP, ...change };
    await goNoGo.runAll();
    expect([goNoGo.whole, device.dictated.length]).toEqual(['go', 48]);
  });

  test('while little is known of the setup, what is known decides', async () => {
    await device.opened().runAll();
    device.known = { version: '0.2' };
    expect(device.opened().whole).toBe('go');
  });
});

describe('somebody is at work', () => {
  test.each(['dictation', 'transcription', 'import'] as const)('nothing is begun during %s', async (kind) => {
    const end = new Work(device.locks).begin(kind);
    const goNoGo = device.opened();
    await goNoGo.runAll();
    expect([goNoGo.refusal, device.dictated, goNoGo.isInterrupted]).toEqual(['busy', [], false]);
    end();
    await settle();
    await goNoGo.run('silence');
    expect([goNoGo.refusal, kindsOf(goNoGo)['silence']]).toEqual([null, 'go']);
  });

  test('a dictation that begins in the middle ends the measuring; it can be taken up', async () => {
    const work = new Work(device.locks);
    const goNoGo = device.opened(work);
    let end: () => void = () => undefined;
    device.onRead = () => {
      if (device.read.length === 5) end = work.begin('dictation');
    };
    await goNoGo.run('iterations-100');
    expect([goNoGo.refusal, goNoGo.isInterrupted, device.read.length]).toEqual(['busy', true, 6]);
    end();
    await settle();
    device.onRead = () => undefined;
    await goNoGo.goOn();
    expect([kindsOf(goNoGo)['iterations-100'], device.read.length]).toEqual(['go', 100]);
  });

  test('while it measures, others know; a second window does not measure too', async () => {
    const work = new Work(device.locks);
    const goNoGo = device.opened(work);
    const other = device.opened(new Work(device.locks));
    const seen: unknown[] = [];
    device.onRead = async () => {
      if (seen.length > 0) return;
      seen.push([...work.here]);
      await other.run('memory');
      seen.push(other.refusal);
    };
    await goNoGo.run('memory');
    expect(seen).toEqual([['measuring'], 'elsewhere']);
    expect([work.isHere, kindsOf(goNoGo)['memory']]).toEqual([false, 'go']);
  });
});

describe('what was kept can be anything', () => {
  test.each([
    'no JSON',
    'null',
    '[]',
    '{"methods":[],"queue":{},"resumes":"x"}',
    '{"methods":{"silence":{"setup":{},"measuredAt":1,"steps":[]}},"queue":["silence","all"],"resumes":-1}',
    '{"methods":{"silence":{"setup":{"version":"1","modelId":"m","device":"wasm","adapter":null,"threads":2},"measuredAt":1,"steps":[{"kind":"value","value":"0"}],"isDone":true}}}',
  ])('%s', async (text) => {
    device.values.set('device:go-no-go', text);
    const goNoGo = device.opened();
    expect(goNoGo.verdicts.every(({ why }) => why === 'never')).toBe(true);
    await goNoGo.runAll();
    expect(goNoGo.whole).toBe('go');
  });

  test('without a place to keep anything it measures all the same', async () => {
    const goNoGo = device.opened(new Work(device.locks), { store: null });
    await goNoGo.runAll();
    expect(goNoGo.whole).toBe('go');
  });
});
