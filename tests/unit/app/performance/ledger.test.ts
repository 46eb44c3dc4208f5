import { describe, expect, test, vi } from 'vitest';
import { AppError, CancelledError } from '../../../../src/lib/core/errors';
import { gainOf, OPTIMISATIONS } from '../../../../src/lib/core/performance/ledger';
import { Ledger, type LedgerParts } from '../../../../src/lib/app/performance/ledger/ledger.svelte';
import { TURNS } from '../../../../src/lib/app/performance/ledger/optimisation-turns';

interface Read {
  readonly kernels?: string;
  readonly device?: string;
  readonly context: string;
}

/** A clock that each reading moves: what is off takes twice as long. */
function startLedger({
  store = new Map<string, string>(),
  version = '0.1.0',
  offered = [] as readonly { isSoftware: boolean }[],
  fail = '',
} = {}) {
  let now = 0;
  const reads: Read[] = [];
  const transcribe = vi.fn((options: { model: object; settings: { context: string } }) => {
    const read: Read = { ...options.model, context: options.settings.context };
    reads.push(read);
    if (read.kernels === fail) return Promise.reject(new AppError('app-not-loaded', 'no network'));
    now += read.context === 'full' || read.kernels === 'own-f32' || read.kernels === 'int8' ? 200 : 100;
    return Promise.resolve({ retriedWindows: 0, processingMilliseconds: 0 });
  });
  const inference = {
    transcribe,
    loadModel: vi.fn(() => Promise.resolve((now += 10))),
    releaseModel: vi.fn(() => Promise.resolve(true)),
    measureDraft: vi.fn(() => Promise.resolve({ stepMilliseconds: 90, draftMilliseconds: 30 })),
  };
  const engine = {
    start: vi.fn(() => Promise.resolve({ model: { id: 'base' }, offered })),
    forget: vi.fn(),
    preload: vi.fn(() => Promise.resolve()),
  };
  const work = { isHere: false, during: (_kind: string, run: () => Promise<void>) => run() };
  const parts = {
    clients: { media: { readRecording: () => Promise.resolve({}) }, inference },
    ...{ engine, work },
    clip: () => Promise.resolve({ file: new File([], 'clip.flac'), language: 'en' }),
    ...{ modelId: () => 'base', nowMs: () => now, version },
    store: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => void store.set(key, value),
    },
  };
  // Of the clients no more is used.
  const ledger = new Ledger(parts as unknown as LedgerParts);
  return { ledger, reads, inference, engine, work, store };
}

test('there is a way to measure each optimisation', () => {
  expect(Object.keys(TURNS).sort()).toEqual([...OPTIMISATIONS].sort());
});

describe('the ledger', () => {
  test('measures each optimisation with and without, three times after one that is not counted', async () => {
    const { ledger, reads } = startLedger();
    await ledger.measure();
    expect(ledger.running).toBeNull();
    expect(ledger.failure).toBeNull();
    const gains = [...ledger.lines].map(([name, line]) => [
      name,
      line.kind === 'measured' ? gainOf(line.entry) : line.kind,
    ]);
    expect(gains).toEqual([
      ['short-context', 2],
      ['drafts', 3],
      ['resident-model', 1],
      ['eight-bit', 2],
      ['own-kernels', 2],
      ['graphics-card', 'absent'],
    ]);
    expect(reads.filter(({ context }) => context === 'full')).toHaveLength(4);
    expect(reads.filter(({ kernels }) => kernels === 'int8')).toHaveLength(4);
  });

  test('compares the card with the processor only where there is one that is no processor', async () => {
    const software = startLedger({ offered: [{ isSoftware: true }] });
    await software.ledger.measure();
    expect(software.ledger.lines.get('graphics-card')).toEqual({ kind: 'absent' });
    const card = startLedger({ offered: [{ isSoftware: false }] });
    await card.ledger.measure();
    expect(card.ledger.lines.get('graphics-card')).toMatchObject({ kind: 'measured' });
    expect(card.reads.filter(({ device }) => device === 'webgpu')).toHaveLength(4);
  });

  test('says what failed, and goes on with the others', async () => {
    const { ledger } = startLedger({ fail: 'int8' });
    await ledger.measure();
    expect(ledger.lines.get('own-kernels')).toEqual({ kind: 'failed', code: 'app-not-loaded' });
    expect(ledger.lines.get('graphics-card')).toEqual({ kind: 'absent' });
  });

  test('leaves the model of the person in memory, and nothing else', async () => {
    const { ledger, inference, engine } = startLedger();
    await ledger.measure();
    expect(inference.releaseModel).toHaveBeenLastCalledWith('base');
    expect(engine.preload).toHaveBeenCalledWith('base');
  });

  test('ends at once when it is cancelled, and keeps the lines that are whole', async () => {
    const { ledger, inference } = startLedger();
    inference.measureDraft.mockImplementation(() => {
      ledger.cancel();
      return Promise.reject(new CancelledError());
    });
    await ledger.measure();
    expect([...ledger.lines.keys()]).toEqual(['short-context']);
    expect(ledger.failure).toBeNull();
    expect(ledger.running).toBeNull();
  });

  test('does not begin while somebody is at work', async () => {
    const { ledger, work, engine } = startLedger();
    work.isHere = true;
    await ledger.measure();
    expect(engine.start).not.toHaveBeenCalled();
  });

  test('is there after a reload, and only for the version that measured it', async () => {
    const { ledger, store } = startLedger();
    await ledger.measure();
    expect(startLedger({ store }).ledger.entries).toEqual(ledger.entries);
    expect(ledger.entries).toHaveLength(5);
    expect(startLedger({ store, version: '0.2.0' }).ledger.entries).toEqual([]);
    for (const [key] of store) {
      for (const odd of [
        '{',
        '{"version":"0.1.0","entries":[{"optimisation":"drafts","onMs":0,"offMs":"1"}]}',
      ]) {
        store.set(key, odd);
        expect(startLedger({ store }).ledger.entries).toEqual([]);
      }
    }
  });
});
