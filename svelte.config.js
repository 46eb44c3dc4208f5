import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
  kit: {
    adapter: adapter({ strict: true }),
    csp: {
      mode: 'hash',
      directives: { 'script-src': ['self', 'wasm-unsafe-eval'] },
    },
    serviceWorker: { register: false },
    version: { name: process.env.npm_package_version ?? 'development' },
  },
};

export default config;
