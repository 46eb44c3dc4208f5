import type { Tensor } from 'onnxruntime-web';
import { DECODER_IO } from '../../../core/graph/decoder-graph';
import { releaseMemory } from '../../../core/release-memory';
import type { ChosenToken } from '../../../core/whisper/decoding/token-choice';
import type { CrossQueries } from '../../../core/whisper/decoding/token-decoder';

/** What goes into a session or comes out of it, by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** An output that is there. */
export function tensorOf(outputs: Tensors, name: string): Tensor {
  const tensor = outputs[name];
  if (!tensor) throw new TypeError(`output ${name} is missing`);
  return tensor;
}

/** Gives their memory back now: it would lie about until the next collection. */
export function releaseTensors(tensors: Tensors): void {
  for (const { data } of Object.values(tensors)) if (ArrayBuffer.isView(data)) releaseMemory(data);
}

/** The values of an f32 output of a session. */
export function floats(outputs: Tensors, name: string): Float32Array {
  const values = outputs[name]?.data;
  if (!(values instanceof Float32Array)) throw new TypeError(`output ${name} is not f32`);
  return values;
}

/** Of each step and text, the most probable tokens that are allowed: at most `count`, the best first. */
export function chosenTokens(outputs: Tensors, count: number): readonly (readonly ChosenToken[])[] {
  const tokens = outputs[DECODER_IO.bestTokens]?.data;
  if (!(tokens instanceof BigInt64Array)) throw new TypeError('tokens are not int64');
  const logProbabilities = floats(outputs, DECODER_IO.bestLogProbabilities);
  return Array.from({ length: tokens.length / count }, (_, row) =>
    Array.from(tokens.subarray(row * count, (row + 1) * count), (token, rank) => ({
      token: Number(token),
      logProbability: logProbabilities[row * count + rank] ?? -Infinity,
    })).filter(({ logProbability }) => logProbability > -Infinity),
  );
}

/** What the fed tokens, `tokens` a step, asked the sound for in turn `step` of `steps`. */
export function crossQueries(
  outputs: Tensors,
  layers: readonly number[],
  tokens: number,
  [step, steps]: readonly [number, number] = [0, 1],
): CrossQueries {
  const queries = layers.map((layer) => [layer, floats(outputs, DECODER_IO.crossQuery(layer))] as const);
  return {
    read: (index) => {
      const ofToken = queries.map(([layer, all]) => {
        const state = all.length / (steps * tokens);
        const start = (step * tokens + index) * state;
        return [layer, all.subarray(start, start + state)] as const;
      });
      return Promise.resolve(new Map(ofToken));
    },
  };
}
