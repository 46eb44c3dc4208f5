import type { Device } from '$lib/protocol/loading';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the folder with reference outputs and clips; null where it is not there. */
    sharedFolder: string | null;
    /** Where the parity figures are to be written; null: nowhere. */
    parityFile: string | null;
    /** What is compared with the reference: on WebGPU, the clips whose arrays are there alone, for a processor that imitates it takes minutes. */
    parityDevice: Device;
  }
}

/** Reference outputs and clips lie beside the project, not in it. */
export const sharedFolder = inject('sharedFolder');

/** Fetches a file of the shared folder through Vite. */
async function fetchShared(file: string): Promise<Response> {
  const response = await fetch(`/@fs${sharedFolder}/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

export async function sharedFloats(file: string): Promise<Float32Array<ArrayBuffer>> {
  return new Float32Array(await (await fetchShared(file)).arrayBuffer());
}

export async function sharedJson<Content>(file: string): Promise<Content> {
  return (await fetchShared(file)).json() as Promise<Content>;
}

export async function sharedText(file: string): Promise<string> {
  return (await fetchShared(file)).text();
}

export async function sharedFile(file: string): Promise<File> {
  return new File([await (await fetchShared(file)).blob()], file.replace(/.*\//, ''));
}
