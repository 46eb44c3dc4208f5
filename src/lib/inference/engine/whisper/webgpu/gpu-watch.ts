import { AppError } from '../../../../core/errors';
import { asEngineError } from '../engine-error';

/** Longer than anything takes on a GPU: 30 s of sound through the largest encoder takes seconds on a slow one. */
const HUNG_MS = 60_000;

/**
 * Waits for work of a GPU that may be taken away, run out of memory or hang: then all it holds is lost. An allocation that
 * fails throws nothing in WebGPU, it makes a buffer that computes nothing: so any error of the device counts.
 */
export class GpuWatch {
  readonly #lost: Promise<never>;
  #failure: string | null = null;

  /** @param isSoftware a processor that pretends to be a GPU may take any time */
  constructor(
    device: GPUDevice,
    private readonly isSoftware: boolean,
  ) {
    device.addEventListener('uncapturederror', ({ error }) => {
      this.#failure ??= error.message;
    });
    this.#lost = device.lost.then(({ reason, message }) => {
      this.#failure ??= `${reason} ${message}`;
      throw new AppError('gpu-lost', this.#failure);
    });
    // Nobody may be waiting when it happens.
    this.#lost.catch(() => undefined);
  }

  /** @throws AppError gpu-lost, engine-failed */
  async guard<Result>(work: Promise<Result>): Promise<Result> {
    const limit = this.isSoftware ? null : timeLimit();
    work.catch(() => undefined);
    try {
      const result = await Promise.race([work, this.#lost, ...(limit ? [limit.passed] : [])]);
      if (this.#failure !== null) throw new AppError('gpu-lost', this.#failure);
      return result;
    } catch (thrown) {
      const error = asEngineError(thrown);
      if (this.#failure === null && error.code !== 'out-of-memory') throw error;
      throw new AppError('gpu-lost', error.message, { cause: thrown });
    } finally {
      limit?.stop();
    }
  }
}

function timeLimit(): { readonly passed: Promise<never>; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('gpu-lost', `the GPU has not answered for ${HUNG_MS} ms`));
    }, HUNG_MS);
  });
  passed.catch(() => undefined);
  return { passed, stop: () => clearTimeout(timer) };
}
