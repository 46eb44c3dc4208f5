import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeHostFiles } from '../../../scripts/setup/place-host-files.mjs';
import { startServer } from '../../../server/static-server.mjs';

const WORKER = '/_app/immutable/workers/download.worker-Ab_1-x.js';
const ORIGINS = ['https://hub.example', 'https://*.cdn.example'];
const POLICY = "connect-src 'self' https://hub.example https://*.cdn.example;";
const ALLOWLIST = '(response-origin "https://hub.example" "https://*.cdn.example");redirects=allow';

let folder = '';
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superwhisper2-policy-'));
  for (const path of [
    ...[
      WORKER,
      '/_app/immutable/workers/media.worker-1.js',
      '/_app/immutable/workers/chunks/download.worker-1.js',
    ],
    ...['/service-worker.js', '/index.html', '/_app/immutable/entry/app.js'],
  ]) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  writeFileSync(join(folder, '.model-hosts.json'), JSON.stringify(ORIGINS));
  server = await startServer({ folder, port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function headersOf(path: string): Promise<Headers> {
  const response = await fetch(server.url + path);
  await response.arrayBuffer();
  return response.headers;
}

test.each([WORKER, `${WORKER}?v=1`, '/service-worker.js'])('%s may ask the hosts of models', async (path) => {
  const headers = await headersOf(path);
  expect(headers.get('content-security-policy')).toContain(POLICY);
  expect(headers.get('connection-allowlist')).toBe(ALLOWLIST);
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

test.each([
  ...['/', '/index.html', '/nowhere', '/_app/immutable/entry/app.js', '/.model-hosts.json'],
  ...['/_app/immutable/workers/media.worker-1.js', '/_app/immutable/workers/chunks/download.worker-1.js'],
])('%s may ask nobody but this server', async (path) => {
  const headers = await headersOf(path);
  expect(headers.get('content-security-policy')).toContain("connect-src 'self';");
  expect(headers.get('connection-allowlist')).toBe('(response-origin);redirects=allow');
});

test('which hosts a build allows is not told to anybody', async () => {
  expect((await fetch(`${server.url}/.model-hosts.json`)).status).toBe(404);
});

test('a build without that list lets nobody ask anybody', async () => {
  const without = mkdtempSync(join(tmpdir(), 'superwhisper2-policy-'));
  mkdirSync(join(without, WORKER, '..'), { recursive: true });
  writeFileSync(join(without, WORKER), '');
  const other = await startServer({ folder: without, port: 0 });
  const response = await fetch(other.url + WORKER);
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self';");
  await response.arrayBuffer();
  await other.close();
  rmSync(without, { recursive: true });
});

test('a host with a header file takes the policy of all files away where those two have their own', async () => {
  await placeHostFiles(folder);
  const rules = readFileSync(join(folder, '_headers'), 'utf8').split('\n\n');
  const ruleOf = (path: string) => rules.find((rule) => rule.startsWith(`${path}\n`)) ?? '';
  expect(ruleOf('/*')).toContain("connect-src 'self';");
  for (const path of [WORKER, '/service-worker.js']) {
    const lines = ruleOf(path).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  ! Content-Security-Policy', '  ! Connection-Allowlist']);
    expect(lines[3]).toContain(POLICY);
    expect(lines[4]).toBe(`  Connection-Allowlist: ${ALLOWLIST}`);
  }
});
