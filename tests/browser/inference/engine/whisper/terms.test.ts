import { searchBehind } from '$lib/core/whisper/decoding/decode-window';
import { decoderPrompt } from '$lib/core/whisper/decoding/prompt';
import { TermBias } from '$lib/core/whisper/terms/term-bias';
import { helperThreads } from '$lib/inference/engine/whisper/kernels/helper-threads';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadKernelModule } from '$lib/runtime/kernels/kernel-module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultModel } from '../../../support/default-model';
import { sharedFile, sharedFolder } from '../../../support/shared';

/** "Les deux autres sont situés au bord de la mer Jaune", which whisper-base hears as "la Marjone". */
const CLIP = 'audio/fr/cheetah__test_fr.wav';
const AMOUNT = 2;

describe.skipIf(!sharedFolder)('terms that are listed (needs ../shared)', () => {
  let engine: WhisperEngine;
  let samples: Float32Array;
  beforeAll(async () => {
    const module = await loadKernelModule({ isShared: crossOriginIsolated });
    const breathe = () => Promise.resolve();
    engine = await WhisperEngine.load(await defaultModel(), (checkpoint) =>
      KernelBackend.open(checkpoint, { threads: helperThreads(module, 2), breathe }),
    );
    const context = new OfflineAudioContext(1, 1, 16_000);
    const sound = await context.decodeAudioData(await (await sharedFile(CLIP)).arrayBuffer());
    samples = sound.getChannelData(0);
  }, 120_000);
  afterAll(() => engine.dispose());

  test.each([1, 4])('are heard, and others change nothing, with %i hypotheses', async (beams) => {
    const sound = await engine.encode(samples, 15);
    const { rules } = engine;
    const prompt = decoderPrompt(rules.special, [], 'fr', false);
    const textWith = async (bias?: TermBias) => {
      const { tokens } = await searchBehind(rules, sound, prompt, { beams, timestamps: false, bias });
      return rules.vocabulary.decode(tokens.map(({ token }) => token));
    };
    const bias = (...terms: readonly string[]) => new TermBias(rules.vocabulary, terms, AMOUNT);
    const plain = await textWith();
    expect(plain).not.toContain('mer Jaune');
    expect(await textWith(bias('mer Jaune', 'Kowalski'))).toContain('la mer Jaune.');
    expect(await textWith(bias('Kowalski', 'Montmorency'))).toBe(plain);
    expect(await textWith(bias())).toBe(plain);
    sound.release();
  });
});
