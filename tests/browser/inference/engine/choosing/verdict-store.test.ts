import { OWN_NAME, ownFolder } from '$lib/core/own-storage';
import type { EngineVerdict } from '$lib/inference/engine/choosing/engine-choice';
import { VerdictStore } from '$lib/inference/engine/choosing/verdict-store';
import { beforeEach, describe, expect, test } from 'vitest';

const CARD = { vendor: 'nvidia', architecture: 'ampere', isSoftware: false, features: ['subgroups'] };
const OTHER = { ...CARD, vendor: 'intel', architecture: 'gen-12lp' };
const VARIANT = { activations: 'float32', subgroups: true } as const;
const TIMES = { webgpu: { total: 100, encoder: 40, token: 5 }, wasm: null };
const VERDICT: EngineVerdict = { device: 'webgpu', why: 'faster', times: TIMES, variant: VARIANT };

/** A page that was loaded anew has another one. */
const open = (sha256 = 'ab', runtime = '1.30.0', browser = 'Chrome/156') =>
  new VerdictStore({ id: 'model', sha256 }, { runtime, browser });

describe('what self-tests have found', () => {
  beforeEach(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(OWN_NAME, { recursive: true }).catch(() => undefined);
  });

  test('holds for the bytes of the model, the card, the runtime and the browser alone', async () => {
    expect(await open().find(CARD)).toBeNull();
    await open().keep(CARD, VERDICT);
    expect(await open().find(CARD)).toEqual(VERDICT);
    expect(await open().find(OTHER)).toBeNull();
    expect(await open().find({ ...CARD, features: [] })).toBeNull();
    expect(await open('another').find(CARD)).toBeNull();
    expect(await open('ab', '1.31.0').find(CARD)).toBeNull();
    expect(await open('ab', '1.30.0', 'Chrome/157').find(CARD)).toBeNull();
  });

  test('cards whose times are known are listed', async () => {
    await open().keep(CARD, VERDICT);
    await open().keep(OTHER, { ...VERDICT, device: 'wasm', why: 'wrong-result', times: null });
    await open('another').keep(OTHER, VERDICT);
    expect(await open().tested()).toEqual([{ adapter: CARD, times: TIMES }]);
  });

  test('a test that has begun twice and never ended is not begun again', async () => {
    expect(await open().begin(CARD, VARIANT)).toBe(true);
    expect(await open().begin(CARD, VARIANT)).toBe(true);
    expect(await open().begin(CARD, VARIANT)).toBe(false);
    expect(await open().begin(CARD, { ...VARIANT, subgroups: false })).toBe(true);
    expect(await open().begin(OTHER, VARIANT)).toBe(true);
    await open().end(CARD, VARIANT);
    expect(await open().begin(CARD, VARIANT)).toBe(true);
  });

  test('what cannot be read counts for nothing', async () => {
    const root = await navigator.storage.getDirectory();
    const writable = await (
      await (await ownFolder(root, 'engine')).getFileHandle('verdicts.json', { create: true })
    ).createWritable();
    await writable.write('{"version":');
    await writable.close();
    expect(await open().find(CARD)).toBeNull();
    await open().keep(CARD, VERDICT);
    expect(await open().find(CARD)).toEqual(VERDICT);
  });
});
