import { expect, test } from 'vitest';
import { findCycle } from './cycles';
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

test('no files import each other in a circle', () => {
  const graph = new Map(
    imports.map((file) => [
      file.path,
      file.imports.flatMap(({ kind, target }) =>
        kind !== 'worker-url' && target.kind === 'file' ? [target.path] : [],
      ),
    ]),
  );
  expect(findCycle(graph)?.join(' -> ') ?? null).toBeNull();
});

test('network, runes, HTML and module state are only where they belong', () => {
  expect(sources.flatMap(powerProblems)).toEqual([]);
});
