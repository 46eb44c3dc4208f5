import type { Browser, Page } from '@playwright/test';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { rendererMegabytes } from './renderer-memory';

const SAMPLE_EVERY_MS = 1_000;
const COLLECT_EVERY_MS = 15_000;
const COLLECT_WAIT_MS = 5_000;
const RUNTIME_THREAD = /(?:ort-wasm|kernel-helper)[^/]*$/;

/** Chromium's switch without which garbage cannot be collected from outside. */
export const EXPOSE_COLLECTION = '--js-flags=--expose-gc';

export interface MemorySample {
  /** Since the watch began. */
  readonly atSeconds: number;
  readonly megabytes: number;
  /** Right after garbage was collected on the page and in its workers. */
  readonly isCollected: boolean;
}

/** Reads the memory of a page every second, beside whatever else happens. */
export class MemoryWatch {
  readonly #samples: MemorySample[] = [];
  readonly #startedMs = performance.now();
  #isStopped = false;
  readonly #watching: Promise<void>;

  /** @param collect garbage is collected every COLLECT_EVERY_MS; needs EXPOSE_COLLECTION */
  constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly collect: boolean,
  ) {
    this.#watching = this.#watch();
  }

  /** @returns all samples, once no more are taken */
  async stop(): Promise<readonly MemorySample[]> {
    this.#isStopped = true;
    await this.#watching;
    return this.#samples;
  }

  async #watch(): Promise<void> {
    let collectedMs = this.#startedMs;
    while (!this.#isStopped) {
      const isDue = this.collect && performance.now() - collectedMs >= COLLECT_EVERY_MS;
      if (isDue) {
        await collectGarbage(this.page);
        collectedMs = performance.now();
      }
      const megabytes = await rendererMegabytes(this.browser);
      const atSeconds = (performance.now() - this.#startedMs) / 1000;
      this.#samples.push({ atSeconds, megabytes, isCollected: isDue });
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_EVERY_MS));
    }
  }
}

/** On the page and in its workers, each when it comes to its next task; one that does not within COLLECT_WAIT_MS is left. */
async function collectGarbage(page: Page): Promise<void> {
  const collect = () => {
    const gc: unknown = Reflect.get(globalThis, 'gc');
    if (typeof gc !== 'function') throw new Error('garbage cannot be collected without EXPOSE_COLLECTION');
    gc();
  };
  // The threads of wasm have next to no garbage, and wait without ever coming to a task.
  const workers = page.workers().filter((worker) => !RUNTIME_THREAD.test(worker.url()));
  const inWorkers = Promise.allSettled(workers.map((worker) => worker.evaluate(collect)));
  const collected = Promise.all([page.evaluate(collect), inWorkers]);
  await Promise.race([collected, new Promise((resolve) => setTimeout(resolve, COLLECT_WAIT_MS))]);
}

export interface MemoryGrowth {
  readonly growthMegabytes: number;
  /** Growth counts from here on. */
  readonly settledSeconds: number;
  /** Of each stretch whose median is taken. */
  readonly stretchSeconds: number;
  /** Of the stretches from `settledSeconds` on; growth is the largest less the first. */
  readonly medianMegabytes: readonly number[];
}

/**
 * How far memory rises above where it settled: by medians of 30 s after the first minute, or of a sixth of the time
 * after its first third where all of it is shorter than three minutes. A last stretch counts if it is half full.
 *
 * @throws RangeError of no samples
 */
export function memoryGrowth(samples: readonly MemorySample[]): MemoryGrowth {
  const totalSeconds = samples.at(-1)?.atSeconds ?? 0;
  const settledSeconds = Math.min(60, totalSeconds / 3);
  const stretchSeconds = Math.min(30, totalSeconds / 6);
  const medianMegabytes: number[] = [];
  for (let start = settledSeconds; start + stretchSeconds / 2 <= totalSeconds; start += stretchSeconds) {
    const stretch = samples
      .filter(({ atSeconds }) => atSeconds >= start && atSeconds < start + stretchSeconds)
      .map(({ megabytes }) => megabytes);
    if (stretch.length > 0) medianMegabytes.push(percentile(stretch, 0.5));
  }
  const growthMegabytes = Math.max(...medianMegabytes) - percentile(medianMegabytes.slice(0, 1), 0.5);
  return { growthMegabytes, settledSeconds, stretchSeconds, medianMegabytes };
}
