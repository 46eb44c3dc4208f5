import { SampleRing } from '../../core/audio/sample-ring';
import type { SampleSource } from '../../protocol/listener';

/** So often at least it is looked whether listening is to stop. */
const PATIENCE_MS = 100;

/** About a frame of the voice detector. */
const POLL_MS = 30;

/** Samples of a microphone as they come. */
export interface RunningSamples {
  /** Since it was opened. */
  readonly lostSamples: number;
  /** All that has come since; may be empty. */
  next(): Promise<Float32Array<ArrayBuffer>>;
  /** What is there already. */
  rest(): Float32Array<ArrayBuffer>;
}

export function openSource(source: SampleSource): RunningSamples {
  return source.kind === 'ring'
    ? new RingSamples(new SampleRing(source.memory))
    : new PortSamples(source.port);
}

class RingSamples implements RunningSamples {
  /** A microphone that was kept open may have lost some while nobody listened. */
  readonly #lostBefore: number;

  constructor(private readonly ring: SampleRing) {
    this.#lostBefore = ring.lostSamples;
  }

  get lostSamples(): number {
    return this.ring.lostSamples - this.#lostBefore;
  }

  async next(): Promise<Float32Array<ArrayBuffer>> {
    // Firefox has no waitAsync yet.
    if ('waitAsync' in Atomics) await this.ring.whenPushed(PATIENCE_MS);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    return this.ring.take();
  }

  rest(): Float32Array<ArrayBuffer> {
    return this.ring.take();
  }
}

/** Nothing is lost on the way: messages pile up. */
class PortSamples implements RunningSamples {
  readonly lostSamples = 0;
  #arrived: Float32Array[] = [];
  #wake: () => void = () => undefined;

  constructor(port: MessagePort) {
    port.onmessage = ({ data }) => {
      if (!(data instanceof Float32Array)) return;
      this.#arrived.push(data);
      this.#wake();
    };
  }

  async next(): Promise<Float32Array<ArrayBuffer>> {
    if (this.#arrived.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, PATIENCE_MS);
      });
    }
    return this.rest();
  }

  rest(): Float32Array<ArrayBuffer> {
    const blocks = this.#arrived;
    this.#arrived = [];
    const joined = new Float32Array(blocks.reduce((length, block) => length + block.length, 0));
    let start = 0;
    for (const block of blocks) {
      joined.set(block, start);
      start += block.length;
    }
    return joined;
  }
}
