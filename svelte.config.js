import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { CONTENT_DIRECTIVES } from './server/headers.mjs';

/** @type {import('@sveltejs/kit').Config} */
const config = {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
  kit: {
    adapter: adapter({ strict: true }),
    csp: { mode: 'hash', directives: CONTENT_DIRECTIVES },
    serviceWorker: { register: false },
    version: { name: process.env.npm_package_version ?? 'development' },
  },
};

export default config;
