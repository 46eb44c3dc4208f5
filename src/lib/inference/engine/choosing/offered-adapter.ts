import { findAdapter } from '../../../runtime/gpu-adapter';
import { adapterKey, describeAdapter } from '../whisper/webgpu/gpu-device';

/** Older than that, what is known of the adapter is looked up again. */
const FRESH_MS = 1000;

/** The GPU that the browser offers: another one after a laptop was docked, or taken off its charger. */
export class OfferedAdapter {
  #key: string | null = null;
  #lookedMs = -Infinity;

  /** When it was last looked; null before. A look-up: it is looked again meanwhile, so that the next who asks knows. */
  get lastKey(): string | null {
    if (performance.now() - this.#lookedMs > FRESH_MS) void this.look();
    return this.#key;
  }

  /** Now. Empty where there is none. Never rejects. */
  async look(): Promise<string> {
    this.#lookedMs = performance.now();
    const adapter = await findAdapter();
    return (this.#key = adapter ? adapterKey(describeAdapter(adapter)) : '');
  }
}
