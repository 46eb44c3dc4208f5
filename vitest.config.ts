import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { browserArguments, findBrowser } from './scripts/setup/find-browser.mjs';
import { findSharedFolder } from './scripts/setup/shared-folder.mjs';
import { ISOLATION_HEADERS } from './server/headers.mjs';

const alias = { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) };
const sharedFolder = findSharedFolder(process.env);
const executablePath = findBrowser();
/** The same adapter everywhere, whatever card a machine has. */
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export default defineConfig({
  test: {
    globalSetup: 'testing/global-setup.ts',
    projects: [
      {
        plugins: [svelte()],
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
        },
      },
      {
        plugins: [svelte()],
        // The four below are as in vite.config.ts.
        worker: { format: 'es' },
        resolve: { alias, conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
        optimizeDeps: {
          exclude: ['onnxruntime-web'],
          // Found while a test runs, they would make Vite reload it in the middle.
          include: [
            ...['@ricky0123/vad-web/dist/models/silero', 'base64-js', 'hash-wasm', 'idb', 'js-tiktoken/lite'],
            'js-tiktoken/ranks/gpt2',
            'mediabunny',
            'uplot',
          ],
        },
        build: { target: 'esnext' },
        server: { headers: { ...ISOLATION_HEADERS }, fs: { allow: ['.', '../shared'] } },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // `npm run benchmark -- parity` asks for the figures behind the parity tests, and for those of WebGPU.
          provide: {
            sharedFolder,
            parityFile: process.env['PARITY_FILE'] ?? null,
            parityDevice: process.env['PARITY_DEVICE'] === 'webgpu' ? 'webgpu' : 'wasm',
          },
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: [...browserArguments(), ...SOFTWARE_WEBGPU],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
