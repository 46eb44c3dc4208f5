import { sveltekit } from '@sveltejs/kit/vite';
import { defaultClientConditions, defineConfig, type Connect, type Plugin } from 'vite';
import { ISOLATION_HEADERS } from './server/headers.mjs';

const addIsolationHeaders: Connect.NextHandleFunction = (_request, response, next) => {
  for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
  next();
};

// SvelteKit's preview ignores `preview.headers` (kit 2.70): a middleware in front of it does not.
const crossOriginIsolation: Plugin = {
  name: 'cross-origin-isolation',
  configureServer: (server) => void server.middlewares.use(addIsolationHeaders),
  configurePreviewServer: (server) => void server.middlewares.use(addIsolationHeaders),
};

/** SvelteKit names chunks by their hash alone (kit 2.70): the service worker has to know those of onnxruntime. */
const namedWorkerChunks: Plugin = {
  name: 'named-worker-chunks',
  enforce: 'post',
  config: () => ({
    worker: {
      rolldownOptions: { output: { chunkFileNames: '_app/immutable/workers/chunks/[name]-[hash].js' } },
    },
  }),
};

export default defineConfig({
  plugins: [crossOriginIsolation, sveltekit(), namedWorkerChunks],
  worker: { format: 'es' },
  // Without the extern condition onnxruntime's threads start our own worker file and hang (onnxruntime-web 1.30).
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { target: 'esnext', rolldownOptions: { checks: { pluginTimings: false } } },
});
