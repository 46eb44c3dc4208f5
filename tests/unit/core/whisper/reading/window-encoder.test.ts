import { WindowEncoder } from '$lib/core/whisper/reading/window-encoder';
import { describe, expect, test } from 'vitest';
import { SpokenEngine, spokenWindow } from '../../../support/spoken-engine';

const speech = (seconds: number) =>
  spokenWindow(seconds, [{ language: 'fr', startSeconds: 0, endSeconds: seconds }]);

describe('the sound of a window', () => {
  test('is encoded once for each context, when it is asked for', async () => {
    const engine = new SpokenEngine();
    const sound = new WindowEncoder(engine, speech(3), 'speech');
    expect(engine.contexts).toEqual([]);
    expect(await sound.encoded('speech')).toBe(await sound.encoded());
    await sound.encoded('full');
    expect(engine.contexts).toEqual([7, 30]);
  });

  test('that fills the encoder is encoded once for both', async () => {
    const engine = new SpokenEngine();
    const sound = new WindowEncoder(engine, speech(27), 'speech');
    expect(sound.isFull).toBe(true);
    expect(await sound.encoded('speech')).toBe(await sound.encoded('full'));
    expect(engine.contexts).toEqual([30]);
  });

  test('has no short context where that is switched off', async () => {
    const engine = new SpokenEngine();
    const sound = new WindowEncoder(engine, speech(3), 'full');
    expect(sound.isFull).toBe(true);
    await sound.encoded();
    expect(engine.contexts).toEqual([30]);
  });

  test('is encoded as it grew beside, where that is asked for', async () => {
    const engine = new SpokenEngine();
    const sound = new WindowEncoder(engine, speech(3), 'speech');
    expect(await sound.encoded('grown')).not.toBe(await sound.encoded('speech'));
    await sound.encoded('grown');
    expect([engine.contexts, engine.grown]).toEqual([[7, 7], [7]]);
  });

  test('is given back whole', async () => {
    const engine = new SpokenEngine();
    const sound = new WindowEncoder(engine, speech(3), 'speech');
    await sound.encoded('speech');
    await sound.encoded('full');
    sound.release();
    sound.release();
    expect(engine.released).toBe(2);
  });
});
