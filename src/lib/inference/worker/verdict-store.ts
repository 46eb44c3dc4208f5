import type { GpuAdapterDescription } from '../../protocol/inference';
import type { EngineVerdict, Verdicts } from './engine-choice';

/** To be raised when graphs or kernels change, so that every GPU is tested anew. */
const GRAPH_VERSION = 1;
const FILE = 'engine-verdicts.json';

/**
 * What self-tests have found on this device, in the origin's private files: for each model, GPU and version of the
 * graphs. Where nothing can be kept, a GPU is tested each time.
 */
export class VerdictStore implements Verdicts {
  /** @param runtimeVersion of onnxruntime, whose kernels are tested */
  constructor(
    private readonly modelId: string,
    private readonly runtimeVersion: string,
  ) {}

  async find(adapter: GpuAdapterDescription): Promise<EngineVerdict | null> {
    return (await readAll())[this.#key(adapter)] ?? null;
  }

  async keep(adapter: GpuAdapterDescription, verdict: EngineVerdict): Promise<void> {
    const all = { ...(await readAll()), [this.#key(adapter)]: verdict };
    try {
      const root = await navigator.storage.getDirectory();
      const file = await root.getFileHandle(FILE, { create: true });
      const writable = await file.createWritable();
      await writable.write(JSON.stringify(all));
      await writable.close();
    } catch {
      // The next start tests again.
    }
  }

  #key({ vendor, architecture, features }: GpuAdapterDescription): string {
    const parts = [
      this.modelId,
      vendor,
      architecture,
      features.join(' '),
      this.runtimeVersion,
      GRAPH_VERSION,
    ];
    return parts.join(' | ');
  }
}

async function readAll(): Promise<Readonly<Record<string, EngineVerdict>>> {
  try {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getFileHandle(FILE)).getFile();
    return JSON.parse(await file.text());
  } catch {
    return {};
  }
}
