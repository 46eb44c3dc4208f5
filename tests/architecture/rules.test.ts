import { describe, expect, test } from 'vitest';
import { findCycle } from './cycles';
import { crowdedFolders, folderGraph, upwardArrows } from './folders';
import { importsOf } from './imports';
import { layerProblems } from './layers';
import { powerProblems } from './powers';

function problems(path: string, text: string): string[] {
  return importsOf({ path, text }, new Set()).flatMap((each) => layerProblems(path, each));
}

describe('layers', () => {
  test.each([
    ['src/lib/core/pcm.ts', `import '../protocol/rpc'`],
    ['src/lib/core/pcm.ts', `import 'node:fs'`],
    ['src/lib/protocol/rpc.ts', `import '../audio/capture'`],
    ['src/lib/runtime/session.ts', `import '../inference/engine'`],
    ['src/lib/audio/capture.ts', `import type { A } from '../inference/engine'`],
    ['src/lib/audio/capture.ts', `import 'svelte'`],
    ['src/lib/inference/engine.ts', `const m = import('../audio/capture')`],
    ['src/lib/inference/engine/engine.ts', `import 'mediabunny'`],
    ['src/lib/inference/engine/engine.ts', `import { Tensor } from 'onnxruntime-web'`],
    ['src/lib/inference/client.ts', `import type { Tensor } from 'onnxruntime-web'`],
    ['src/lib/inference/client.ts', `import { run } from './engine/engine'`],
    ['src/lib/inference/download/fetch.ts', `import { run } from '../engine/engine'`],
    ['src/lib/audio/detector/vad.ts', `import { run } from '../media/decoder'`],
    ['src/lib/app/library.svelte.ts', `export { default } from '../components/Row.svelte'`],
    ['src/lib/components/Row.svelte', `<script>import { Library } from '../app/library.svelte'</script>`],
    ['src/lib/components/Row.svelte', `<script>import type { A } from '../protocol/rpc'</script>`],
    ['src/routes/+page.svelte', `<script>import { rpc } from '$lib/protocol/rpc'</script>`],
    ['src/lib/stray.ts', `import './core/pcm'`],
  ])('%s may not hold: %s', (path, text) => {
    const [problem] = problems(path, text);
    expect(problem).toContain(path);
  });

  test.each([
    ['src/lib/protocol/rpc.ts', `import '../core/errors'`],
    ['src/lib/runtime/session.ts', `import * as ort from 'onnxruntime-web/jspi'`],
    [
      'src/lib/audio/detector/silero-vad.ts',
      `import type { Tensor } from 'onnxruntime-web'; import '../../runtime/load'`,
    ],
    ['src/lib/inference/client.ts', `import url from './engine/inference.worker?worker&url'`],
    ['src/lib/inference/engine/inference.worker.ts', `import './engine'; import '../store/model-store'`],
    ['src/lib/audio/media/reader.ts', `import '../detector/silero-vad'`],
    [
      'src/lib/components/Row.svelte',
      `<script lang="ts">import type { Library } from '../app/library.svelte'</script>`,
    ],
    [
      'src/routes/+layout.svelte',
      `<script>import '../app.css'; import { startApp } from '$lib/app/start-app'</script>`,
    ],
  ])('%s may hold: %s', (path, text) => {
    expect(problems(path, text)).toEqual([]);
  });
});

describe('cycles', () => {
  test('a cycle is reported from its first file back to it', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'd', 'b']);
  });

  test('two ways to one file are no cycle', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
    ]);
    expect(findCycle(graph)).toBeNull();
  });
});

describe('folders', () => {
  const graph = new Map([
    ['src/lib/core/low/a.ts', ['src/lib/core/low/b.ts', 'src/lib/core/high/c.ts']],
    ['src/lib/core/high/c.ts', []],
    ['src/lib/core/high/d.ts', ['src/lib/core/low/b.ts']],
  ]);

  test('two folders that use each other are a cycle, though no files are', () => {
    expect(findCycle(graph)).toBeNull();
    expect(findCycle(folderGraph(graph))).toEqual([
      'src/lib/core/low',
      'src/lib/core/high',
      'src/lib/core/low',
    ]);
  });

  test('an import from a low floor to a higher one is reported, and so is a folder without a floor', () => {
    const floors = ['src/lib/core/low', 'src/lib/core/high'];
    expect(upwardArrows(graph, floors)).toEqual([expect.stringMatching(/low\/a\.ts imports .*high\/c\.ts/)]);
    expect(upwardArrows(graph, ['src/lib/core/high'])).toContain('src/lib/core/low has no floor');
  });

  test('a folder of more than twenty files is reported with its count', () => {
    const paths = Array.from({ length: 21 }, (_, index) => `src/lib/a/${index}.ts`);
    expect(crowdedFolders(paths.slice(1))).toEqual([]);
    expect(crowdedFolders(paths)).toEqual([expect.stringContaining('src/lib/a holds 21 files')]);
  });
});

describe('named powers', () => {
  test.each([
    ['src/lib/app/settings.ts', `await fetch('/x')`],
    ['src/lib/app/settings.ts', `globalThis.fetch('/x')`],
    ['src/lib/app/settings.ts', `navigator.sendBeacon('/x')`],
    ['src/lib/audio/capture.ts', `new WebSocket('wss://x')`],
    ['src/lib/components/Row.svelte', `<button onclick={() => fetch('/x')}>x</button>`],
    ['src/lib/app/library.ts', `const rows = $state.raw([])`],
    ['src/lib/components/Row.svelte', `<p>{@html text}</p>`],
    ['src/lib/core/pcm.ts', `let count = 0;`],
    ['src/lib/core/pcm.ts', '\n'.repeat(250) + 'export {};'],
  ])('%s may not hold: %s', (path, text) => {
    expect(powerProblems({ path, text })).toEqual([expect.stringContaining(path)]);
  });

  test.each([
    ['src/lib/runtime/own-file.ts', `await fetch('/x')`],
    ['src/service-worker/index.ts', `await fetch('/x')`],
    ['src/lib/app/library.svelte.ts', `class Library { rows = $state.raw([]) }`],
    ['src/lib/core/pcm.ts', `const zero = 0; export function f() { let sum = 0; return sum; }`],
    ['src/lib/app/settings.ts', `// fetch is not used here\nself.addEventListener('fetch', () => {});`],
    ['src/lib/components/Row.svelte', `<p>We never prefetch (or fetch) anything.</p>`],
  ])('%s may hold: %s', (path, text) => {
    expect(powerProblems({ path, text })).toEqual([]);
  });
});
