import { WorkerClient } from '../../../src/lib/protocol/worker-client';
import type { PeerDescription, PeerRequests, PeerText } from './requests';

declare global {
  interface Window {
    /** On the peer's page only, for the benchmark that drives it. */
    peer: {
      load(threads: number): Promise<PeerDescription>;
      /** @param index of the file in the page's input */
      transcribe(index: number, language: string): Promise<PeerText>;
    };
  }
}

const recordings = document.querySelector('input');
const client = new WorkerClient<PeerRequests>(
  () => new Worker(new URL('./transformers.worker.ts', import.meta.url), { type: 'module' }),
  () => new Promise(() => undefined),
);

async function decode(file: File): Promise<Float32Array<ArrayBuffer>> {
  const context = new OfflineAudioContext(1, 1, 16_000);
  return (await context.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
}

window.peer = {
  load: (threads) => client.call('load-model', { threads }),
  transcribe: async (index, language) => {
    const file = recordings?.files?.item(index);
    if (!file) throw new RangeError(`no recording ${index}`);
    const samples = await decode(file);
    const startedMs = performance.now();
    const { text } = await client.call('transcribe', { samples, language });
    return { text, processingSeconds: (performance.now() - startedMs) / 1000 };
  },
};
