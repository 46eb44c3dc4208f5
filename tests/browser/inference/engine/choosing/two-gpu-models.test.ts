import { WhisperModels } from '$lib/inference/engine/choosing/whisper-models';
import { expect, test } from 'vitest';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

const { signal } = new AbortController();
const NEED = { urgency: 'live', signal } as const;
const LIVE = { urgency: 'live', signal, isCalledOff: () => false } as const;
/** Chromium's software adapter compiles each model's shaders on the processor. */
const LIMIT_MS = 300_000;

const files = new Map([
  ['toy', toyGgmlFile('q8_0', { vocabularySize: 2000 })],
  ['other', toyGgmlFile('q8_0', { vocabularySize: 2000, seed: 2 })],
]);
const opened: string[] = [];
const store = {
  open: async (id: string) => {
    const blob = await files.get(id);
    opened.push(id);
    if (!blob) return null;
    const slice = (start?: number, end?: number) => blob.slice(start, end);
    return { file: { size: blob.size, slice, close: () => undefined }, sha256: null };
  },
  list: () => Promise.resolve([]),
  remove: () => Promise.resolve(),
};
const models = new WhisperModels(() => Promise.resolve(store));

test(
  'two models are on a GPU side by side, each with its own memory there',
  async () => {
    const onGpu = (modelId: string) => ({ modelId, kernels: 'q8_0', device: 'webgpu' }) as const;
    const texts: Record<string, number[]> = { toy: [], other: [] };
    for (const id of ['toy', 'other', 'toy', 'other']) {
      const { model } = await models.load(onGpu(id), NEED);
      expect(model.id).toBe(id);
      const engine = await models.engineFor(LIVE);
      const encoded = await engine.encode(
        Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9)),
        4,
      );
      const decoder = encoded.startDecoder();
      const { logits } = await decoder.feed([[1, 2, 3]]);
      texts[id]?.push(...logits.slice(0, 4));
      decoder.release();
      encoded.release();
    }
    for (const logits of Object.values(texts)) expect(logits.slice(4)).toEqual(logits.slice(0, 4));
    expect(texts['toy']).not.toEqual(texts['other']);
    expect(opened).toEqual(['toy', 'other']);
    for (const { bytes, device } of models.residents.models) {
      expect(device).toBe('webgpu');
      expect(bytes.gpu).toBeGreaterThan(1e5);
    }
    // One goes, the other goes on.
    expect(await models.release('toy')).toBe(true);
    const engine = await models.engineFor(LIVE);
    (await engine.encode(new Float32Array(16_000), 4)).release();
  },
  LIMIT_MS,
);
