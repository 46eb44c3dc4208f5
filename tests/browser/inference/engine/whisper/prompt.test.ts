import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { decodeWindow } from '$lib/core/whisper/decoding/decode-window';
import { WasmBackend } from '$lib/inference/engine/whisper/wasm/wasm-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../../../testing/seeded-random';
import { defaultModel } from '../../../support/default-model';

const WORDS = ['Mashhad', 'Giancarlo Fisichella', 'Bennet', 'mer Jaune', 'Digium', 'Asterisk', 'USOC'];
const SECONDS = 3;
const random = seededRandom(3);
const SILENCE = new Float32Array(SECONDS * 16_000);
const NOISE = SILENCE.map(() => (random() - 0.5) * 0.02);

let engine: WhisperEngine;
beforeAll(async () => {
  const runtime = await loadOnnxRuntime(wasmThreads());
  const options = { kernels: 'int8', withEncoderOutput: false, breathe: () => Promise.resolve() } as const;
  engine = await WhisperEngine.load(await defaultModel(), (checkpoint) =>
    WasmBackend.open(checkpoint, { ...options, runtime }),
  );
}, 120_000);
afterAll(() => engine.dispose());

// Fed these words and decoded once, whisper-base makes whole sentences of both, with the words in them.
test.each([
  ['silence', SILENCE],
  ['noise', NOISE],
])('of %s the words to recognise make no other text than there is without them', async (_, samples) => {
  const encoded = await engine.encode(samples);
  const textWith = async (words: readonly string[]) => {
    const decoded = await decodeWindow(engine.rules, () => Promise.resolve(encoded), {
      language: 'fr',
      window: { seconds: SECONDS, speechSeconds: SECONDS, isFull: false, isFragment: false },
      settings: DECODING_DEFAULTS,
      preceding: { words, text: '' },
    });
    return engine.rules.vocabulary.decode(decoded.tokens.map(({ token }) => token));
  };
  expect(await textWith(WORDS)).toBe(await textWith([]));
  encoded.release();
});
