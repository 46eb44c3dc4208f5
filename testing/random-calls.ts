import { logSumExp } from '$lib/core/whisper/decoding/log-sum-exp';
import type { SampleRange } from '$lib/core/audio/audio-format';
import type { TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';
import type { EncodedOutput } from '$lib/inference/engine/whisper/backend';
import type { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import type { Breath } from './breath';
import { distance, requireBest, requireSame, requireSameQueries, sayAlone } from './said-alone';
import { seededRandom } from './seeded-random';

/** Dimensions of the model that is called. */
export interface CalledModel {
  readonly melBands: number;
  readonly audioContext: number;
  readonly textContext: number;
  readonly vocabularySize: number;
}

/** What the calls need of a test. */
export interface RandomCallsOptions {
  readonly seed: number;
  readonly model: CalledModel;
  readonly backend: KernelBackend;
  /** Given to `backend`. */
  readonly breath: Breath;
  /** Backends of the same checkpoint that nobody has called: alike, and in 32 bit. */
  readonly openFresh: () => Promise<{ readonly alike: KernelBackend; readonly exact: KernelBackend }>;
}

/** A sound, and the same on backends that have seen nothing else. */
interface Sound {
  readonly own: EncodedOutput;
  readonly alike: EncodedOutput;
  readonly exact: EncodedOutput;
  readonly positions: number;
}

interface Decoder {
  readonly sound: Sound;
  readonly decoder: TokenDecoder;
  readonly seen: SampleRange | undefined;
  texts: readonly (readonly number[])[];
}

/** Side by side. */
export const MOST_TEXTS = 5;
const MOST_SOUNDS = 3;
const MOST_DECODERS = 6;
const POSITION_SAMPLES = 320;

/**
 * Calls of a backend as nobody would make them, each compared with the same text on a backend that has done nothing else:
 * equal to the last bit, and near what 32 bits give.
 */
export class RandomCalls {
  /** The largest distance from 32 bits so far: of encoder outputs, and of logits. */
  readonly distances = { encoder: 0, logits: 0 };
  calls = 0;
  readonly #random: () => number;
  readonly #sounds: Sound[] = [];
  readonly #decoders: Decoder[] = [];

  constructor(private readonly options: RandomCallsOptions) {
    this.#random = seededRandom(options.seed);
  }

  async run(calls: number): Promise<void> {
    while (this.calls < calls) {
      this.calls += 1;
      await this.#call();
      // Looks for what was written between rooms.
      void this.options.backend.usedBytes;
    }
    for (const { decoder } of this.#decoders.splice(0)) decoder.release();
    for (const { own } of this.#sounds.splice(0)) own.release();
  }

  #call(): Promise<void> | void {
    const [sounds, decoders] = [this.#sounds.length, this.#decoders.length];
    const dice = this.#random();
    if (sounds === 0 || (dice < 0.08 && sounds < MOST_SOUNDS)) return this.#encode();
    if (dice < 0.11) return this.#callOffEncoder();
    if (dice < 0.16) return this.#releaseSound();
    if (decoders === 0 || (dice < 0.26 && decoders < MOST_DECODERS)) return this.#startDecoder();
    if (dice < 0.3) return this.#keys();
    const decoder = this.#decoders[this.#below(decoders)];
    if (!decoder) return;
    if (dice < 0.36) return this.#drop(decoder);
    if (dice < 0.44) return this.#rewind(decoder);
    if (dice < 0.48) return this.#callOffDecoder(decoder);
    if (dice < 0.62) return this.#together();
    return dice < 0.85 ? this.#feed(decoder) : this.#choose(decoder);
  }

  async #encode(): Promise<void> {
    const logMel = this.#logMel();
    const { alike, exact } = await this.options.openFresh();
    const positions = logMel.length / this.options.model.melBands / 2;
    const own = await this.options.backend.encode(logMel);
    const sound = { own, alike: await alike.encode(logMel), exact: await exact.encode(logMel), positions };
    requireSame(own.encoderOutput, sound.alike.encoderOutput, 'encoder output');
    const { encoder } = this.distances;
    this.distances.encoder = Math.max(encoder, distance(own.encoderOutput, sound.exact.encoderOutput));
    this.#sounds.push(sound);
  }

  /** Short ones are more frequent. */
  #logMel(): Float32Array<ArrayBuffer> {
    const { melBands, audioContext } = this.options.model;
    const positions = 1 + Math.floor(this.#random() ** 5 * audioContext);
    const [size, pace] = [2 * this.#random(), 3 + 50 * this.#random()];
    const wave = (i: number) => size * Math.sin(i / pace) * Math.sin(i / 301);
    return Float32Array.from({ length: 2 * positions * melBands }, (_, i) => wave(i) + this.#random() - 0.5);
  }

  async #callOffEncoder(): Promise<void> {
    const { backend, breath } = this.options;
    const before = backend.usedBytes;
    const wasCalledOff = await breath.callOff(this.#below(2), () => backend.encode(this.#logMel()));
    if (!wasCalledOff || backend.usedBytes !== before)
      throw new Error('an encoder that is called off keeps rooms');
  }

  /** Its decoders are fed no more, and released before it or after it. */
  #releaseSound(): void {
    const [sound] = this.#sounds.splice(this.#below(this.#sounds.length), 1);
    if (!sound) return;
    const isFirst = this.#random() < 0.5;
    if (isFirst) sound.own.release();
    for (const each of this.#decoders.filter((decoder) => decoder.sound === sound)) this.#drop(each);
    sound.own.release();
  }

  #startDecoder(): void {
    const sound = this.#sounds[this.#below(this.#sounds.length)];
    if (!sound) return;
    const seen = this.#random() < 0.5 ? undefined : this.#range(sound.positions);
    this.#decoders.push({ sound, seen, decoder: sound.own.startDecoder(seen), texts: [[]] });
  }

  /** Some of the sound at least, and at times more than it has. */
  #range(positions: number): SampleRange {
    const startSample = this.#below(positions * POSITION_SAMPLES);
    return { startSample, endSample: startSample + 1 + this.#below(positions * POSITION_SAMPLES) };
  }

  #drop(decoder: Decoder): void {
    decoder.decoder.release();
    this.#decoders.splice(this.#decoders.indexOf(decoder), 1);
  }

  async #keys(): Promise<void> {
    const sound = this.#sounds[this.#below(this.#sounds.length)];
    if (!sound) return;
    const [keys, expected] = [await sound.own.alignmentKeys(), await sound.alike.alignmentKeys()];
    for (const [index, own] of keys.entries()) requireSame(own, expected[index] ?? null, 'keys');
  }

  #rewind(decoder: Decoder): void {
    const [text] = decoder.texts;
    if (decoder.texts.length > 1 || !text) return;
    const length = this.#below(text.length + 1);
    decoder.decoder.rewind(length);
    decoder.texts = [text.slice(0, length)];
  }

  async #callOffDecoder(decoder: Decoder): Promise<void> {
    const next = this.#next(decoder, 1);
    if (!next) return;
    const tokens = next.texts.map((text) => [text.at(-1) ?? 0]);
    await this.options.breath.callOff(0, () => decoder.decoder.feed(tokens, { order: next.order }));
    this.#drop(decoder);
  }

  /** Texts that go on from those of a decoder by up to `most` tokens; null where it has no room. */
  #next(decoder: Decoder, most: number) {
    const past = decoder.texts[0]?.length ?? 0;
    const room = this.options.model.textContext - past;
    if (room <= 0) return null;
    const texts = this.#random() < 0.6 ? decoder.texts.length : 1 + this.#below(MOST_TEXTS);
    const count = 1 + this.#below(Math.min(room, most));
    const order = Array.from({ length: texts }, () => this.#below(decoder.texts.length));
    const token = () => this.#below(this.options.model.vocabularySize);
    return {
      order,
      texts: order.map((from) => [...(decoder.texts[from] ?? []), ...Array.from({ length: count }, token)]),
      past,
      count,
    };
  }

  async #feed(decoder: Decoder): Promise<void> {
    const next = this.#next(decoder, this.#random() < 0.2 ? Infinity : 4);
    if (!next) return this.#drop(decoder);
    const { texts, order, past, count } = next;
    const wanted = Array.from({ length: count }, (_, row) => row).filter(
      (row) => row === count - 1 || this.#random() < 0.3,
    );
    const fed = texts.map((text) => text.slice(past));
    const { logits, logSums, crossQueries } = await decoder.decoder.feed(fed, { order, wanted });
    decoder.texts = texts;
    const size = this.options.model.vocabularySize;
    for (const [text, tokens] of texts.entries()) {
      const expected = await sayAlone(decoder.sound.alike, decoder.seen, tokens);
      const exact = await sayAlone(decoder.sound.exact, decoder.seen, tokens);
      for (const [index, row] of wanted.entries()) {
        const at = text * wanted.length + index;
        const own = logits.subarray(at * size, (at + 1) * size);
        requireSame(own, expected.logits[past + row] ?? null, 'logits');
        const far = distance(own, exact.logits[past + row] ?? null);
        this.distances.logits = Math.max(this.distances.logits, far);
        if (Math.abs((logSums[at] ?? NaN) - logSumExp(own)) > 1e-4)
          throw new Error('the sum of a row is wrong');
        requireSameQueries(await crossQueries.read(text * count + row), await expected.queries(past + row));
      }
    }
  }

  async #choose(decoder: Decoder): Promise<void> {
    const { vocabularySize, textContext } = this.options.model;
    const next = this.#next(decoder, 1);
    if (!next) return this.#drop(decoder);
    const kept = this.#random();
    const mask = Float32Array.from({ length: vocabularySize }, () => (this.#random() < kept ? 0 : -Infinity));
    const [count, steps] = [1 + this.#below(5), 1 + this.#below(Math.min(5, textContext - next.past))];
    const tokens = next.texts.map((text) => text.at(-1) ?? 0);
    const options = { mask, count, steps, endOfText: 0, order: next.order };
    const turns = await decoder.decoder.choose(tokens, options);
    let { texts } = next;
    for (const [turn, { choices }] of turns.entries()) {
      for (const [row, text] of texts.entries()) {
        const { logits } = await sayAlone(decoder.sound.alike, decoder.seen, text);
        requireBest(choices[row] ?? [], logits.at(-1) ?? new Float32Array(0), { mask, count });
      }
      if (turn + 1 < turns.length) texts = texts.map((text, row) => [...text, choices[row]?.[0]?.token ?? 0]);
    }
    decoder.texts = texts;
  }

  /** Calls of several decoders that come at once. */
  async #together(): Promise<void> {
    const called = this.#decoders.filter(() => this.#random() < 0.7);
    const call = (decoder: Decoder) => (this.#random() < 0.6 ? this.#feed(decoder) : this.#choose(decoder));
    await Promise.all(called.map(call));
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }
}
