import type { OpenModel } from '../../core/checkpoint/byte-file';
import type { Vocabularies } from '../../core/checkpoint/checkpoint-files';
import { englishVocabulary } from '../../core/checkpoint/english-vocabulary';
import { readGgmlVocabulary } from '../../core/checkpoint/formats/ggml-reader';
import { loadOnce } from '../../core/load-once';
import { parseModelManifest } from '../../core/models/model-manifest';
import type { OwnModel } from '../../protocol/model-import';
import { fetchOwnFile, notLoaded } from '../../runtime/own-file';

/** The vocabulary of base ends at 0.6 MB of its file. */
const VOCABULARY_BYTES = 1 << 20;

/**
 * The vocabularies that files may lack: the multilingual one of the app's own model, from this device or else from the
 * app's own address, and the English one of the app's code.
 *
 * @param openKept opens a model that is on this device; null where it is not
 */
export function appVocabularies(
  { modelId, baseUrl }: OwnModel,
  openKept: (modelId: string) => Promise<OpenModel | null>,
  signal?: AbortSignal,
): Vocabularies {
  const multilingual = async () => {
    const kept = await openKept(modelId).catch(() => null);
    if (!kept) return fetchVocabulary(baseUrl, signal);
    try {
      return await readGgmlVocabulary(kept.file);
    } finally {
      kept.file.close();
    }
  };
  return { multilingual: loadOnce(multilingual), english: loadOnce(englishVocabulary) };
}

async function fetchVocabulary(baseUrl: string, signal?: AbortSignal): Promise<readonly Uint8Array[]> {
  const options = signal ? { signal } : {};
  const url = (file: string) => new URL(file, baseUrl).href;
  const manifest = await (await fetchOwnFile(url('manifest.json'), options)).text();
  const [first] = parseModelManifest(parseJson(manifest, baseUrl)).shards;
  if (!first) throw notLoaded(baseUrl, 'a model of no parts');
  return readGgmlVocabulary(
    await fetchOwnFile(url(first.file), { ...options, firstBytes: VOCABULARY_BYTES }),
  );
}

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notLoaded(url, cause);
  }
}
