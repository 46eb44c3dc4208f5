import { expect, test } from 'vitest';
import { findCycle } from './cycles';
import { crowdedFolders, folderGraph, upwardArrows } from './folders';
import { importsOf } from './imports';
import { layerProblems } from './layers';
import { powerProblems } from './powers';
import { readSources } from './source-file';

const sources = readSources('src');
const paths = new Set(sources.map(({ path }) => path));
const imports = sources.map((file) => ({ path: file.path, imports: importsOf(file, paths) }));

test('there is something to check', () => {
  expect(paths).toContain('src/lib/core/errors.ts');
  expect(imports.some((file) => file.imports.length > 0)).toBe(true);
});

test('each file imports only what its layer may', () => {
  expect(imports.flatMap((file) => file.imports.flatMap((each) => layerProblems(file.path, each)))).toEqual(
    [],
  );
});

const graph = new Map(
  imports.map((file) => [
    file.path,
    file.imports.flatMap(({ kind, target }) =>
      kind !== 'worker-url' && target.kind === 'file' ? [target.path] : [],
    ),
  ]),
);

test('no files import each other in a circle, and no folders do', () => {
  expect(findCycle(graph)?.join(' -> ') ?? null).toBeNull();
  expect(findCycle(folderGraph(graph))?.join(' -> ') ?? null).toBeNull();
});

test('imports in core go down from floor to floor', () => {
  expect(upwardArrows(graph)).toEqual([]);
});

test('no folder is crowded', () => {
  const folders = ['src', 'tests', 'benchmarks', 'scripts', 'server', 'testing'];
  const all = folders.flatMap((folder) => readSources(folder));
  expect(crowdedFolders(all.map(({ path }) => path))).toEqual([]);
});

test('network, runes, HTML and module state are only where they belong', () => {
  expect(sources.flatMap(powerProblems)).toEqual([]);
}, 60_000);
