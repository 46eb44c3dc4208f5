import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../../../../scripts/setup/fingerprint.mjs';
import { hashOf, isInstalledFrom } from '../../../../scripts/setup/install.mjs';

describe('the build is stale', () => {
  let root = '';
  const paths = ['src', 'vite.config.ts'];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'superwhisper2-fingerprint-'));
    mkdirSync(join(root, 'src/lib'), { recursive: true });
    writeFileSync(join(root, 'src/lib/a.ts'), 'a');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test.each([
    ['a file grows', () => writeFileSync(join(root, 'src/lib/a.ts'), 'aa')],
    ['a file is written again at the same size', () => utimesSync(join(root, 'src/lib/a.ts'), 1, 1)],
    ['a file comes', () => writeFileSync(join(root, 'src/lib/b.ts'), '')],
    ['a file goes', () => rmSync(join(root, 'src/lib/a.ts'))],
    ['a missing input comes', () => writeFileSync(join(root, 'vite.config.ts'), '')],
  ])('when %s', (_name, change) => {
    const before = fingerprint(root, paths);
    change();
    expect(fingerprint(root, paths)).not.toBe(before);
  });

  test('not when something else changes', () => {
    const before = fingerprint(root, paths);
    writeFileSync(join(root, 'README.md'), 'new');
    expect(fingerprint(root, paths)).toBe(before);
  });
});

describe('the installation is stale', () => {
  const lock = (packages: object) => JSON.stringify({ packages });
  const wanted = lock({
    '': { version: '0.1.0' },
    'node_modules/vite': { version: '8.3.8' },
    'node_modules/@rolldown/binding-darwin-arm64': { version: '1.3.2', optional: true },
  });

  test('without packages', () => {
    expect(isInstalledFrom(wanted, null)).toBe(false);
    expect(isInstalledFrom(wanted, lock({}))).toBe(false);
  });

  test('with a package of another version', () => {
    expect(isInstalledFrom(wanted, lock({ 'node_modules/vite': { version: '8.3.7' } }))).toBe(false);
  });

  test('not for want of a binary for another system', () => {
    expect(isInstalledFrom(wanted, lock({ 'node_modules/vite': { version: '8.3.8' } }))).toBe(true);
  });

  test('when package.json names another package, not when a script changes', () => {
    const before = hashOf('{"dependencies":{"a":"1"},"scripts":{}}', wanted);
    expect(hashOf('{"dependencies":{"a":"1"},"scripts":{"b":"c"}}', wanted)).toBe(before);
    expect(hashOf('{"dependencies":{"a":"2"},"scripts":{}}', wanted)).not.toBe(before);
  });
});
