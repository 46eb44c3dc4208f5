import { expect, test } from 'vitest';
import { importsOf } from './imports';

const known = new Set([
  'src/lib/core/pcm.ts',
  'src/lib/app/library.svelte.ts',
  'src/lib/audio/media/media.worker.ts',
]);

const importsIn = (text: string, path = 'src/lib/audio/media-client.ts') => importsOf({ path, text }, known);
const pathsIn = (text: string, path?: string) =>
  importsIn(text, path).map(({ target }) => (target.kind === 'file' ? target.path : target.name));

test.each([
  ['a static import', `import { pcm } from '../core/pcm'`],
  ['an import for its effects', `import '../core/pcm'`],
  ['a dynamic import', `const pcm = await import('../core/pcm')`],
  ['a re-export', `export * from '../core/pcm'`],
  ['an import type', `type A = import('../core/pcm').A`],
  ['the $lib alias', `import { pcm } from '$lib/core/pcm'`],
])('%s is seen', (_name, text) => {
  expect(pathsIn(text)).toEqual(['src/lib/core/pcm.ts']);
});

test('a runes module is found under the name without .ts', () => {
  expect(pathsIn(`import { Library } from '../app/library.svelte'`)).toEqual([
    'src/lib/app/library.svelte.ts',
  ]);
});

test('packages are named without their inner paths', () => {
  expect(pathsIn(`import 'svelte/store'; import '@ricky0123/vad-web/dist/x.onnx?url'`)).toEqual([
    'svelte',
    '@ricky0123/vad-web',
  ]);
});

test.each([
  ['type', `import type { A } from '../core/pcm'`],
  ['type', `import { type A, type B } from '../core/pcm'`],
  ['value', `import { type A, b } from '../core/pcm'`],
  ['worker-url', `import url from './media/media.worker?worker&url'`],
  ['worker-url', `new Worker(new URL('./media/media.worker.ts', import.meta.url))`],
])('an import counts as %s: %s', (kind, text) => {
  expect(importsIn(text).map((each) => each.kind)).toEqual([kind]);
});

test('a component is read by its scripts', () => {
  const text = `<script module>import '../core/pcm'</script><script lang="ts">import 'svelte'</script><p>import 'x'</p>`;
  expect(pathsIn(text, 'src/lib/components/Word.svelte')).toEqual(['src/lib/core/pcm.ts', 'svelte']);
});
