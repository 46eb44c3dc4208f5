/** A file of the build; `revision` is null where its hash is in its name. */
interface FileOfBuild {
  readonly url: string;
  readonly revision: string | null;
}

/** What the build writes into this file, see scripts/setup/place-service-worker. */
export interface BuildFacts {
  /** Changes with every file of the build. */
  readonly version: string;
  /** What every response of the app is to carry where the host cannot send it. */
  readonly headers: Readonly<Record<string, string>>;
}

declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & {
  readonly __WB_MANIFEST: readonly FileOfBuild[];
  readonly __BUILD_FACTS: BuildFacts;
};

const ENGINE = /\/ort-wasm-simd-threaded[^/]*\.wasm$/;

const files = self.__WB_MANIFEST;

export const BUILD_FACTS = self.__BUILD_FACTS;

/** All that a first visit brings: pages, scripts, the voice detector. */
export const SHELL_FILES: readonly FileOfBuild[] = files.filter(({ url }) => !ENGINE.test(url));

/** Absolute addresses of the builds of the engine; each browser needs one. */
export const ENGINE_URLS: readonly string[] = files
  .filter(({ url }) => ENGINE.test(url))
  .map(({ url }) => new URL(url, self.registration.scope).href);
