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
  /** Below the scope: scripts whose thread may ask the hosts of models, the only ones. */
  readonly modelPaths: readonly string[];
  /** What their responses carry in place of `headers`. */
  readonly modelHeaders: Readonly<Record<string, string>>;
}

declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & {
  readonly __WB_MANIFEST: readonly FileOfBuild[];
  readonly __BUILD_FACTS: BuildFacts;
};

/** Of onnxruntime the build leaves out what runs on the processor only: the kernels do that. */
const GPU_RUNTIME = /\/ort[.-][^/]*$/;

const files = self.__WB_MANIFEST;

export const BUILD_FACTS = self.__BUILD_FACTS;

/** All that a first visit brings: pages, scripts, kernels, the voice detector. */
export const SHELL_FILES: readonly FileOfBuild[] = files.filter(({ url }) => !GPU_RUNTIME.test(url));

/** Absolute addresses of what onnxruntime needs on a graphics card. */
export const GPU_RUNTIME_URLS: readonly string[] = files
  .filter(({ url }) => GPU_RUNTIME.test(url))
  .map(({ url }) => new URL(url, self.registration.scope).href);

/** What the response of an address of this app is to carry where the host cannot send it. */
export function headersFor(url: string): Readonly<Record<string, string>> {
  const mayAskHosts = BUILD_FACTS.modelPaths.some(
    (path) => url === new URL(path, self.registration.scope).href,
  );
  return mayAskHosts ? BUILD_FACTS.modelHeaders : BUILD_FACTS.headers;
}
