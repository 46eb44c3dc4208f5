import type { EvaluationPage } from '../lib/evaluation-page';
import { openNativeReader, type NativeName } from '../native/native-reader';
import type { Contender } from './comparison';
import { openPeer } from './peer-page';

/** Another program, ready to transcribe the clips. */
export interface Peer extends Contender {
  /** What runs. */
  readonly description: unknown;
  close(): Promise<void>;
}

/**
 * Those that ours is compared with: transformers.js, and the native readers where there is a Python for them.
 *
 * @param page of ours: its browser is shared, and each gets as many threads
 * @param paths of the clips
 */
export async function openPeers(
  { browser, engine }: EvaluationPage,
  paths: readonly string[],
  python: string | undefined,
): Promise<readonly Peer[]> {
  const inBrowser = { name: 'transformers.js', ...(await openPeer(browser, paths, engine.threads)) };
  if (python === undefined) return [inBrowser];
  const native = (name: NativeName) => openNativePeer(python, name, { paths, threads: engine.threads });
  return [inBrowser, await native('faster-whisper'), await native('whisper.cpp')];
}

async function openNativePeer(
  python: string,
  name: NativeName,
  { paths, threads }: { readonly paths: readonly string[]; readonly threads: number },
): Promise<Peer> {
  const { description, read, close } = await openNativeReader(python, name, threads);
  const transcribe = async (index: number, language: string) => {
    const path = paths[index];
    if (path === undefined) throw new RangeError(`no clip ${index}`);
    const { text, seconds } = await read(path, language);
    return { text, processingSeconds: seconds };
  };
  return { name, description, transcribe, close };
}
