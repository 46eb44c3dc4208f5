import type { WhisperDimensions } from '../../../core/checkpoint/dimensions';
import { tensorSizeBytes } from '../../../core/checkpoint/block-quantization';
import { expectedTensors } from '../../../core/checkpoint/expected-tensors';
import { melFilterbank } from '../../../core/checkpoint/mel-filterbank';
import { percentile } from '../../../core/metrics/percentiles';
import type { AttendedTime, LayerTimings, StepTimes } from '../../../core/models/model-speed';
import { LogMelSpectrogram, N_SAMPLES } from '../../../core/whisper/features/log-mel-spectrogram';
import type { KernelThreads } from '../whisper/kernels/kernel-model';
import { encodedKeysBytes } from '../whisper/kernels/memory-layout';
import { MOST_GROWING_BYTES } from '../whisper/kernels/memory-limit';
import { TimingMemory } from './layer-timing-memory';
import { placeConvolutions, placeDecoder, placeEncoderLayer } from './layer-timing-parts';

export interface LayerTimingOptions {
  readonly threads: KernelThreads;
  /** Makes a call once nobody needs the processor more: one layer takes 50 ms for base, 250 for turbo. What it throws ends the work. */
  readonly turn: <Result>(call: () => Result) => Promise<Result>;
  /** How much is done for steady figures: `THOROUGH` unless told. */
  readonly effort?: TimingEffort;
}

/** Each part is run `leastRuns` times, and more until `ms` are over. */
export interface TimingEffort {
  readonly leastRuns: number;
  readonly mostRuns: number;
  readonly ms: number;
  /** Before: the browser compiles what is used much once more. */
  readonly warmUpMs: number;
}

/** Positions that each thread computes at a time: see ROWS of kernels/encoder-memory. */
const BLOCK_POSITIONS = 32;
/**
 * For each thread, of a layer of the encoder. One block each would show how long the slower thread takes; of the many of a
 * sound a thread that is slowed down takes fewer.
 */
const LAYER_BLOCKS = 4;
/** Positions of a sound that are attended to. */
const NEAR = 64;
const FAR = 512;
/** Of the sound of an utterance. */
const GROWING_POSITIONS = 750;
/** Room for what four threads work on: of tiny a tenth is less. */
const LEAST_BYTES = 6e6;
/** So many tokens are none to speak of: a group. */
const FEW_TOKENS = 8;
/** Of a model's bytes, what its tokens may take while choosing from them is timed. */
const TOKEN_SHARE = 0.06;
const THOROUGH: TimingEffort = { leastRuns: 3, mostRuns: 9, ms: 60, warmUpMs: 150 };

/**
 * How long a layer of models of these dimensions takes on the processor, one after the other, with weights that say
 * nothing: a tenth of each model is in memory at most, or 6 MB. See model-speed for what follows from it.
 *
 * @throws AppError out-of-memory; what `turn` throws
 */
export async function timeLayers(
  sizes: readonly WhisperDimensions[],
  options: LayerTimingOptions,
): Promise<readonly LayerTimings[]> {
  if (sizes.length === 0) return [];
  const bytes = Math.max(...sizes.map((size) => quantizedBytes(size)));
  const memory = new TimingMemory(options.threads, Math.max(bytes / 10, LEAST_BYTES));
  try {
    await memory.started();
    const timing = new LayerTiming(memory, options);
    const [first] = sizes;
    if (first) await timing.warmUp(first);
    const timings: LayerTimings[] = [];
    for (const size of sizes) timings.push(await timing.timed(size));
    return timings;
  } finally {
    memory.dispose();
  }
}

/** Of a model's file in 8 bit, nearly. */
export function quantizedBytes(dimensions: WhisperDimensions): number {
  const sizes = [...expectedTensors(dimensions).values()].map((shape) => {
    const values = shape.reduce((product, length) => product * length, 1);
    return shape.length === 2 ? tensorSizeBytes('q8_0', values) : 4 * values;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

class LayerTiming {
  constructor(
    private readonly memory: TimingMemory,
    private readonly options: LayerTimingOptions,
  ) {}

  get #effort(): TimingEffort {
    return this.options.effort ?? THOROUGH;
  }

  async warmUp(dimensions: WhisperDimensions): Promise<void> {
    const untilMs = performance.now() + this.#effort.warmUpMs;
    while (performance.now() < untilMs) await this.timed(dimensions);
  }

  async timed(dimensions: WhisperDimensions): Promise<LayerTimings> {
    const { count } = this.options.threads;
    const [oneText, fourTexts] = await this.#steps(dimensions);
    return {
      threads: count,
      growsSounds: encodedKeysBytes(dimensions, GROWING_POSITIONS) <= MOST_GROWING_BYTES,
      logMelMs: await this.#logMel(dimensions),
      encoder: await this.#encoder(dimensions, BLOCK_POSITIONS * count),
      oneText,
      fourTexts,
    };
  }

  /** @param block positions of a block for each thread */
  async #encoder(dimensions: WhisperDimensions, block: number): Promise<LayerTimings['encoder']> {
    const convolve = await this.#place(() => placeConvolutions(this.memory, dimensions, block));
    const convolutions = { positions: block, ms: await this.#median(convolve) };
    const positions = LAYER_BLOCKS * block;
    const extent = { computed: positions, attended: FAR };
    const layer = await this.#place(() => placeEncoderLayer(this.memory, dimensions, extent));
    return { convolutions, positions, layer: await this.#nearAndFar(layer) };
  }

  async #steps(dimensions: WhisperDimensions): Promise<readonly [StepTimes, StepTimes]> {
    const place = (layers: number, tokens: number) =>
      this.#place(() => placeDecoder(this.memory, dimensions, { layers, tokens, positions: FAR, texts: 4 }));
    const tokens = tokensToTime(dimensions);
    const empty = await place(0, FEW_TOKENS);
    const emptyMs = await this.#ofTexts((texts) => this.#median(() => empty(texts, NEAR)));
    const layer = await place(1, FEW_TOKENS);
    const layerTimes = await this.#ofTexts((texts) =>
      this.#nearAndFar((positions) => layer(texts, positions)),
    );
    const logits = await place(0, tokens);
    const logitsMs = await this.#ofTexts((texts) => this.#median(() => logits(texts, NEAR)));
    const times = (index: 0 | 1): StepTimes => ({
      emptyMs: emptyMs[index],
      layer: layerTimes[index],
      logits: { tokens, ms: logitsMs[index] },
    });
    return [times(0), times(1)];
  }

  async #ofTexts<Result>(work: (texts: number) => Promise<Result>): Promise<readonly [Result, Result]> {
    return [await work(1), await work(4)];
  }

  async #logMel({ melBands }: WhisperDimensions): Promise<number> {
    const logMel = new LogMelSpectrogram(melFilterbank(melBands), melBands);
    const second = Float32Array.from(
      { length: N_SAMPLES / 30 },
      (_, i) => Math.sin(i / 9) * Math.sin(i / 3000),
    );
    return this.#median(() => logMel.compute(second, 100));
  }

  async #nearAndFar(
    work: (positions: number) => void,
  ): Promise<readonly [near: AttendedTime, far: AttendedTime]> {
    return [
      { positions: NEAR, ms: await this.#median(() => work(NEAR)) },
      { positions: FAR, ms: await this.#median(() => work(FAR)) },
    ];
  }

  /** The part before it is let go. */
  #place<Part>(place: () => Part): Promise<Part> {
    return this.options.turn(() => {
      this.memory.clear();
      return place();
    });
  }

  /** After a run that is not counted. */
  async #median(work: () => void): Promise<number> {
    await this.options.turn(work);
    const runs: number[] = [];
    const { leastRuns, mostRuns, ms } = this.#effort;
    const endMs = performance.now() + ms;
    while (runs.length < leastRuns || (runs.length < mostRuns && performance.now() < endMs)) {
      runs.push(
        await this.options.turn(() => {
          const startedMs = performance.now();
          work();
          return performance.now() - startedMs;
        }),
      );
    }
    return percentile(runs, 0.5);
  }
}

/** Many, so that they come from the memory as they do in the whole model; not all where they are much of it. */
function tokensToTime(dimensions: WhisperDimensions): number {
  const rowBytes = tensorSizeBytes('q8_0', dimensions.textState);
  const most = Math.floor((TOKEN_SHARE * quantizedBytes(dimensions)) / rowBytes);
  return Math.min(dimensions.vocabularySize, most - (most % FEW_TOKENS));
}
