import type { GpuAdapterDescription, TestedAdapter } from '../../../protocol/loading';
import type { ModelIdentity } from '../../../core/transcript/transcript';
import { ownFolder } from '../../../core/own-storage';
import type { EngineVerdict, GpuVariant, Verdicts } from './engine-choice';
import { adapterKey } from '../whisper/webgpu/gpu-device';

/** To be raised when graphs, kernels or what is kept of them change, so that every GPU is tested again. */
const GRAPH_VERSION = 3;
const FOLDER = 'engine';
const FILE = 'verdicts.json';
/** Tests that never ended: one may have been a page that was closed. */
const MAX_BEGINNINGS = 2;

interface StoredVerdict {
  readonly adapter: GpuAdapterDescription;
  readonly verdict: EngineVerdict | null;
  /** For each variant, how many of its tests have begun since one ended. */
  readonly begun: Readonly<{ [variant: string]: number }>;
}

type Records = Readonly<{ [key: string]: StoredVerdict }>;

/**
 * What self-tests have found on this device, in the app's own private files: for each model, GPU, browser and
 * version of the graphs. Where nothing can be kept, a GPU is tested each time.
 */
export class VerdictStore implements Verdicts {
  /** What the keys of this model and these kernels begin with. */
  readonly #prefix: string;

  /** @param versions of onnxruntime, whose kernels are tested, and of the browser, which compiles them */
  constructor(
    { id, sha256 }: ModelIdentity,
    versions: { readonly runtime: string; readonly browser: string },
  ) {
    this.#prefix = [versions.runtime, versions.browser, sha256 ?? id, ''].join(' | ');
  }

  async find(adapter: GpuAdapterDescription): Promise<EngineVerdict | null> {
    return (await readAll())[this.#key(adapter)]?.verdict ?? null;
  }

  /** GPUs whose times are known. */
  async tested(): Promise<readonly TestedAdapter[]> {
    const records = Object.entries(await readAll()).filter(([key]) => key.startsWith(this.#prefix));
    return records.flatMap(([, { adapter, verdict }]) =>
      verdict?.times ? [{ adapter, times: verdict.times }] : [],
    );
  }

  keep(adapter: GpuAdapterDescription, verdict: EngineVerdict): Promise<void> {
    return this.#change(adapter, (stored) => ({ ...stored, verdict }));
  }

  async begin(adapter: GpuAdapterDescription, variant: GpuVariant): Promise<boolean> {
    const name = nameOf(variant);
    const before = (await readAll())[this.#key(adapter)]?.begun[name] ?? 0;
    if (before >= MAX_BEGINNINGS) return false;
    await this.#change(adapter, ({ begun, ...rest }) => ({
      ...rest,
      begun: { ...begun, [name]: before + 1 },
    }));
    return true;
  }

  end(adapter: GpuAdapterDescription, variant: GpuVariant): Promise<void> {
    return this.#change(adapter, ({ begun, ...rest }) => ({
      ...rest,
      begun: { ...begun, [nameOf(variant)]: 0 },
    }));
  }

  async #change(
    adapter: GpuAdapterDescription,
    change: (stored: StoredVerdict) => StoredVerdict,
  ): Promise<void> {
    const all = await readAll();
    const key = this.#key(adapter);
    await writeAll({ ...all, [key]: change(all[key] ?? { adapter, verdict: null, begun: {} }) });
  }

  #key(adapter: GpuAdapterDescription): string {
    return this.#prefix + adapterKey(adapter);
  }
}

function nameOf({ activations, subgroups }: GpuVariant): string {
  return `${activations}${subgroups ? ', subgroups' : ''}`;
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return ownFolder(await navigator.storage.getDirectory(), FOLDER);
}

async function readAll(): Promise<Records> {
  try {
    const file = await (await (await folder()).getFileHandle(FILE)).getFile();
    const { version, records } = JSON.parse(await file.text());
    return version === GRAPH_VERSION ? records : {};
  } catch {
    return {};
  }
}

async function writeAll(records: Records): Promise<void> {
  try {
    const file = await (await folder()).getFileHandle(FILE, { create: true });
    const writable = await file.createWritable();
    await writable.write(JSON.stringify({ version: GRAPH_VERSION, records }));
    await writable.close();
  } catch {
    // The next start tests again.
  }
}
