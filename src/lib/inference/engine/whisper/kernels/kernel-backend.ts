import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import { HEAD_SIZE } from '../../../../core/checkpoint/dimensions';
import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import type { LayerKeys } from '../../../../core/whisper/decoding/token-decoder';
import type { Backend, EncodedOutput } from '../backend';
import { heardPositions } from '../cross-attention';
import { asEngineError } from '../whisper-sessions';
import { DecoderSteps } from './decoder-steps';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { encodeSound, type EncodedSound } from './kernel-encoder';
import { giveRooms, openKernelModel, type KernelModel, type KernelThreads } from './kernel-model';
import { KernelTokenDecoder } from './kernel-token-decoder';
import { trailingSilence } from './silence';
import { SilenceMemory } from './silence-memory';
import { TokenChooser } from './token-chooser';

export interface KernelBackendOptions {
  readonly threads: KernelThreads;
  /** See WasmDecoderOptions; here after each layer of the encoder too. */
  readonly breathe: () => Promise<void>;
  /** Positions of silence behind the speech that are computed; all of them where it is null. */
  readonly silenceMargin?: number | null;
  /** For the parity tests. */
  readonly withEncoderOutput?: boolean;
}

/** On the processor with kernels of our own: weights, keys and values lie in one memory, which belongs to the model. */
export class KernelBackend implements Backend {
  readonly runs = { kernels: 'q8_0, 7 bit', runtimeBuild: 'own' } as const;
  readonly #steps: DecoderSteps;
  readonly #chooser: TokenChooser;
  readonly #silence: SilenceMemory;

  private constructor(
    private readonly model: KernelModel,
    private readonly options: KernelBackendOptions,
  ) {
    this.#steps = new DecoderSteps(model);
    this.#chooser = new TokenChooser(model, this.#steps.logitsRow);
    this.#silence = new SilenceMemory(model);
  }

  /** @throws AppError model-corrupt, out-of-memory, engine-failed */
  static async open(checkpoint: Checkpoint, options: KernelBackendOptions): Promise<KernelBackend> {
    const model = await openKernelModel(checkpoint, options.threads).catch((thrown: unknown) => {
      throw asEngineError(thrown);
    });
    return new KernelBackend(model, options);
  }

  /** Of the memory, what is in use. */
  get usedBytes(): number {
    return this.model.arena.usedBytes;
  }

  async encode(logMel: Float32Array<ArrayBuffer>): Promise<EncodedOutput> {
    const { breathe, withEncoderOutput = false } = this.options;
    const silence = await this.#silenceOf(logMel);
    const sound = await encodeSound(this.model, logMel, {
      breathe,
      withOutput: withEncoderOutput,
      ...silence,
    });
    const { keys, positions, output } = sound;
    const rooms = [...keys.rooms];
    return {
      encoderOutput: output,
      startDecoder: (seen) => {
        const { first, end } = seen ? heardPositions(seen) : { first: 0, end: positions };
        const heard = { keys: keys.address, first, end: Math.min(end, positions) };
        const shared = { model: this.model, steps: this.#steps, chooser: this.#chooser };
        return new KernelTokenDecoder({ ...shared, sound: heard, breathe });
      },
      alignmentKeys: () => Promise.resolve(this.#alignmentKeys(sound)),
      release: () => giveRooms(this.model.arena, rooms.splice(0)),
    };
  }

  /** What of the encoder's work is known: the silence behind the speech, but for what is next to it. */
  async #silenceOf(logMel: Float32Array) {
    const { silenceMargin = null, breathe } = this.options;
    if (silenceMargin === null) return {};
    const { melBands } = this.model.dimensions;
    const { level, spoken } = trailingSilence(logMel, melBands);
    const computed = Math.ceil((spoken + silenceMargin) / GROUP) * GROUP;
    if (computed >= logMel.length / melBands / 2) return {};
    const silence = this.#silence.find(level) ?? (await this.#silence.remember(level, breathe));
    return { silence, computed };
  }

  dispose(): Promise<void> {
    this.model.stop();
    return Promise.resolve();
  }

  #alignmentKeys({ keys, positions }: EncodedSound): ReadonlyMap<number, LayerKeys> {
    const { arena, kernels, dimensions } = this.model;
    const { textHeads } = dimensions;
    const count = textHeads * positions * HEAD_SIZE;
    const room = arena.take(4 * count);
    const read = [...alignmentLayers(dimensions)].map((layer) => {
      kernels.soundKeys(keys.address, layer, textHeads, positions, room.address);
      return [layer, { values: arena.floats(room.address, count).slice(), positions }] as const;
    });
    arena.give(room);
    return new Map(read);
  }
}
