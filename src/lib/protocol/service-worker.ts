import { ownName } from '../core/own-storage';

/** What the page asks of its service worker; the answer comes on the port sent along. */
export type ServiceWorkerRequest =
  /** Which of the parts of the app that it looks after are on this device. */
  | { readonly type: 'which-parts' }
  /** Brings what a graphics card needs onto this device; answered by progress, and at last by the parts. */
  | { readonly type: 'keep-gpu-runtime' }
  /** The page of this version works: what only older versions need can go. */
  | { readonly type: 'started' };

/** While there is a cache of this name requests to other origins are refused. It outlives page and service worker. */
export const OFFLINE_LOCK_CACHE = ownName('offline-lock');

/** What is on this device. The engine on the processor is in the shell. */
export interface KeptParts {
  readonly shell: boolean;
  readonly detector: boolean;
  /** The build of onnxruntime that runs on a graphics card. */
  readonly gpuRuntime: boolean;
}

export type ServiceWorkerAnswer =
  | ({ readonly type: 'parts' } & KeptParts)
  | { readonly type: 'progress'; readonly receivedBytes: number; readonly totalBytes: number | null }
  /** It could not be brought: there is no network, or no room. */
  | { readonly type: 'failed' };

/** Told to the page of each request that it or a worker of it makes. */
export interface RequestSeen {
  readonly type: 'request-seen';
  readonly origin: string;
  /** From the device's own cache, from the network, or refused by the lock. */
  readonly outcome: 'cache' | 'network' | 'refused';
}
