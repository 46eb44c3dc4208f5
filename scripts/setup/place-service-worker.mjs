import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';

const FACTS_PLACE = 'self.__BUILD_FACTS';

/** What is no part of the app without a network. */
const LEFT_OUT = [
  ...['service-worker.js', '_app/version.json', 'models/**', 'install/**', 'evaluate.html'],
  // The phrases of the benchmark come when it is started.
  'clips/**',
  // The builds of onnxruntime for the processor, which benchmarks alone use.
  ...['**/ort.wasm.*', '**/ort-wasm-simd-threaded-*'],
  // The vocabulary that only `.pt` files of English models lack: 0.8 MB that a first visit need not bring.
  '**/gpt2-*.js',
];

/**
 * Finishes the service worker of a build, which needs to know all other files: their names and revisions, a version
 * that changes with each, and the headers.
 *
 * @param {string} folder the built app
 * @throws {SetupFailure} where a file would be left out
 */
export async function placeServiceWorker(folder) {
  // Not at the top: on a fresh clone there are no packages before `ensureInstalled`.
  const { injectManifest } = await import('workbox-build');
  const { securityHeaders } = await import('../../server/headers.mjs');
  const { inlineScriptHashesOf } = await import('../../server/inline-scripts.mjs');
  const { modelPolicyOf } = await import('../../server/model-policy.mjs');
  const inlineScriptHashes = inlineScriptHashesOf(folder);
  const { paths, origins } = modelPolicyOf(folder);
  const headers = securityHeaders({ inlineScriptHashes });
  const modelHeaders = securityHeaders({ inlineScriptHashes, modelHosts: origins });
  const file = join(folder, 'service-worker.js');
  const source = `${file}.source`;
  renameSync(file, source);
  const { warnings } = await injectManifest({
    swSrc: source,
    swDest: file,
    globDirectory: folder,
    // All that the sources import, whatever its name ends with.
    globPatterns: ['_app/immutable/**', '**/*.{html,js,webmanifest,svg,png,json,flac,txt}'],
    globIgnores: [...LEFT_OUT],
    // These have their hash in their name.
    dontCacheBustURLsMatching: /_app\/immutable\//,
    maximumFileSizeToCacheInBytes: 24_000_000,
  });
  rmSync(source);
  if (warnings.length > 0)
    throw new SetupFailure(`The service worker leaves files out: ${warnings.join(' ')}`);
  const script = readFileSync(file, 'utf8');
  const headerFacts = { headers, modelPaths: paths.map((path) => path.slice(1)), modelHeaders };
  const version = createHash('sha256').update(script).update(JSON.stringify(headerFacts)).digest('hex');
  const facts = JSON.stringify({ version: version.slice(0, 12), ...headerFacts });
  if (script.split(FACTS_PLACE).length !== 2)
    throw new SetupFailure(`The service worker must name ${FACTS_PLACE} once.`);
  writeFileSync(
    file,
    script.replace(FACTS_PLACE, () => facts),
  );
}
