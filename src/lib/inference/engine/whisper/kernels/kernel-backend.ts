import { alignmentHeads } from '../../../../core/checkpoint/alignment-heads';
import { HEAD_SIZE } from '../../../../core/checkpoint/dimensions';
import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import type { Backend, EncodedOutput } from '../backend';
import { heardPositions } from '../cross-attention';
import { asEngineError } from '../engine-error';
import { DecoderSteps } from './decoder-steps';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { JointSteps } from './joint-steps';
import { GrowingSound } from './growing-sound';
import { encodeSound, type EncodedSound } from './kernel-encoder';
import type { Room } from '../../../../runtime/kernels/arena';
import { giveRooms, openKernelModel, type KernelModel, type KernelThreads } from './kernel-model';
import type { KernelWeights } from './placed-model';
import { KernelTokenDecoder } from './kernel-token-decoder';
import { windowsAtOnce } from './memory-limit';
import { spokenPositions } from './silence';
import { SilenceMemory } from './silence-memory';
import { TokenChooser } from './token-chooser';

export interface KernelBackendOptions {
  readonly threads: KernelThreads;
  /** See WasmDecoderOptions; here after each layer of the encoder too. */
  readonly breathe: () => Promise<void>;
  /** What the encoder makes of the silence behind the speech: kept from a run over silence, once it is warm, unless told. */
  readonly silence?: 'remembered' | 'computed';
  /** The checkpoint's own in 8 bit unless told. */
  readonly weights?: KernelWeights;
  /** Reads windows of a file together; not unless told: it gains a file nothing (decision 10). */
  readonly joinsWindows?: boolean;
  /** For the parity tests. */
  readonly withEncoderOutput?: boolean;
}

/** Positions of silence behind the speech that are computed: half a second. See docs/decisions/020-silence-remembered.md. */
const SILENCE_MARGIN = 25;
/** The shortest context where silence is remembered: what is longer costs a token some reading. */
const LEAST_CONTEXT_SECONDS = 15;

/** On the processor with kernels of our own: weights, keys and values lie in one memory, which belongs to the model. */
export class KernelBackend implements Backend {
  readonly runs: Backend['runs'];
  readonly growsSounds = true;
  readonly windowsAtOnce: number;
  readonly #steps: JointSteps;
  readonly #chooser: TokenChooser;
  readonly #silence: SilenceMemory;
  readonly #growing: GrowingSound;

  private constructor(
    private readonly model: KernelModel,
    private readonly options: KernelBackendOptions,
  ) {
    const { weights = 'q8_0', joinsWindows = false } = options;
    this.runs = {
      kernels: weights === 'f32' ? weights : 'q8_0, 7 bit',
      runtimeBuild: options.threads.isRelaxed ? 'own-relaxed' : 'own-plain',
    };
    this.windowsAtOnce = joinsWindows ? windowsAtOnce(model.dimensions) : 1;
    const steps = new DecoderSteps(model);
    this.#steps = new JointSteps(steps, options.breathe);
    this.#chooser = new TokenChooser(model, steps.logitsRow);
    this.#silence = new SilenceMemory(model);
    this.#growing = new GrowingSound(model);
  }

  /** @throws AppError model-corrupt, out-of-memory, engine-failed */
  static async open(checkpoint: Checkpoint, options: KernelBackendOptions): Promise<KernelBackend> {
    const model = await openKernelModel(checkpoint, options.threads, options.weights).catch(
      (thrown: unknown) => {
        throw asEngineError(thrown);
      },
    );
    try {
      return new KernelBackend(model, options);
    } catch (thrown) {
      model.stop();
      throw thrown;
    }
  }

  /** Of the memory, what is in use. */
  get usedBytes(): number {
    return this.model.arena.usedBytes;
  }

  get bytes(): Backend['bytes'] {
    return { gpu: 0, wasm: this.model.arena.memory.buffer.byteLength, javascript: 0 };
  }

  get leastContextSeconds(): number {
    return this.#silence.keys ? LEAST_CONTEXT_SECONDS : 0;
  }

  warmUpStep(): boolean {
    return this.options.silence === 'computed' || this.#silence.step();
  }

  /** @throws AppError out-of-memory; what `breathe` throws */
  async encode(logMel: Float32Array<ArrayBuffer>, isGrowing = false): Promise<EncodedOutput> {
    const silence = this.#silenceOf(logMel);
    const kept = isGrowing ? this.#growing.take(logMel) : null;
    const { breathe, withEncoderOutput = false } = this.options;
    const options = { breathe, withOutput: withEncoderOutput, kept, ...silence };
    try {
      const sound = await encodeSound(this.model, logMel, options);
      if (!kept) return this.#output(sound, [...sound.keys.rooms]);
      this.#growing.heard();
      const output = this.#output(sound, []);
      const release = () => {
        output.release();
        kept.release();
      };
      return { ...output, release };
    } catch (thrown) {
      kept?.release();
      throw thrown;
    }
  }

  #output(sound: EncodedSound, rooms: Room[]): EncodedOutput {
    const { keys, positions, output } = sound;
    return {
      encoderOutput: output,
      startDecoder: (seen) => {
        const { first, end } = seen ? heardPositions(seen) : { first: 0, end: positions };
        const heard = { keys: keys.address, first, end: Math.min(end, positions) };
        if (heard.first >= heard.end) throw new RangeError(`nothing of ${positions} positions is heard`);
        const shared = { model: this.model, steps: this.#steps, chooser: this.#chooser };
        return new KernelTokenDecoder({ ...shared, sound: heard });
      },
      alignmentKeys: () => Promise.resolve(this.#alignmentKeys(sound, rooms)),
      release: () => giveRooms(this.model.arena, rooms.splice(0)),
    };
  }

  /** What of the encoder's work is known: the silence behind the speech, but for what is next to it and where all room is asked for. */
  #silenceOf(logMel: Float32Array) {
    const { keys } = this.#silence;
    const { melBands, audioContext } = this.model.dimensions;
    const positions = logMel.length / melBands / 2;
    if (!keys || positions >= audioContext) return {};
    const computed = Math.ceil((spokenPositions(logMel, melBands) + SILENCE_MARGIN) / GROUP) * GROUP;
    if (computed >= positions) return {};
    return { silence: keys, computed };
  }

  dispose(): Promise<void> {
    this.model.stop();
    return Promise.resolve();
  }

  /** (positions, 64) of each head, in a room that the sound keeps: megabytes each time would lie about until the next collection. */
  #alignmentKeys({ keys, positions }: EncodedSound, rooms: Room[]): readonly Float32Array[] {
    const { arena, kernels, dimensions } = this.model;
    const heads = alignmentHeads(dimensions);
    const count = positions * HEAD_SIZE;
    const room = arena.take(4 * count * heads.length);
    rooms.push(room);
    return heads.map(({ layer, head }, index) => {
      const address = room.address + 4 * count * index;
      kernels.soundKeys(keys.address, layer * dimensions.textHeads + head, positions, address);
      const view = arena.floats(address, count);
      // A memory that is not shared leaves its views behind where it grows.
      return this.options.threads.isShared ? view : view.slice();
    });
  }
}
