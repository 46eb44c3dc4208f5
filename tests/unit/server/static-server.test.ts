import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../../server/static-server.mjs';

const parent = mkdtempSync(join(tmpdir(), 'superwhisper2-server-'));
const folder = join(parent, 'build');
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  const files = {
    '../secret.txt': 'secret',
    'index.html': '<script>one()</script>',
    'transcribe.html': 'transcribe',
    '.stamp': 'stamp',
    'models/shard.bin': '0123456789',
    '_app/immutable/worker.js': 'postMessage(1)',
    '_app/immutable/engine.wasm': 'wasm',
    '_app/immutable/engine.mjs': 'export {}',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  server = await startServer({ folder, port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Not `fetch`, which tidies paths up and keeps Host and Origin for itself. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, method }, async (response) => {
      let text = '';
      for await (const part of response) text += String(part);
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    sent.once('error', reject).end();
  });
}

test('the server listens on the loopback address only', () => {
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
});

test.each(['/', '/nowhere', '/_app/immutable/worker.js', '/_app/immutable/engine.wasm', '/models/shard.bin'])(
  'the answer for %s is isolated and may reach nobody else',
  async (path) => {
    const { headers } = await ask(path);
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    expect(headers['x-content-type-options']).toBe('nosniff');
  },
);

test('a page is found without its extension', async () => {
  expect(await ask('/transcribe')).toMatchObject({ status: 200, text: 'transcribe' });
});

test.each(['/nowhere', '/transcribe/', '/models', '/models/', '/.stamp', '/%2estamp'])(
  '%s is not found',
  async (path) => {
    expect(await ask(path)).toMatchObject({
      status: 404,
      text: expect.stringContaining('There is no such page.'),
    });
  },
);

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/models/../../secret.txt',
  '/models/%2e%2e/%2e%2e/secret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '//../secret.txt',
  '/secret.txt%00',
])('%s does not lead out of the build', async (path) => {
  const { status, text } = await ask(path);
  expect(status).toBe(404);
  expect(text).not.toBe('secret');
});

test.each([
  ['bytes=4-', '456789', 'bytes 4-9/10'],
  ['bytes=0-1', '01', 'bytes 0-1/10'],
  ['bytes=2-99', '23456789', 'bytes 2-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=0-0', '0', 'bytes 0-0/10'],
])('a download is resumed by %s', async (range, text, contentRange) => {
  const answer = await ask('/models/shard.bin', { Range: range });
  expect(answer).toMatchObject({ status: 206, text });
  expect(answer.headers['content-range']).toBe(contentRange);
});

test.each(['bytes=10-', 'bytes=5-2'])('the range %s cannot be satisfied', async (range) => {
  expect(await ask('/models/shard.bin', { Range: range })).toMatchObject({ status: 416 });
});

test.each(['bytes=0-1,3-4', 'lines=1-'])('the range %s is answered whole', async (range) => {
  expect(await ask('/models/shard.bin', { Range: range })).toMatchObject({
    status: 200,
    text: '0123456789',
  });
});

test.each([
  ['/_app/immutable/worker.js', 'text/javascript'],
  ['/_app/immutable/engine.mjs', 'text/javascript'],
  ['/_app/immutable/engine.wasm', 'application/wasm'],
])('%s is served as %s and kept for good', async (path, type) => {
  const { headers } = await ask(path);
  expect(headers['content-type']).toContain(type);
  expect(headers['cache-control']).toContain('immutable');
});

test('other files are revalidated each time and not sent again unchanged', async () => {
  const { headers } = await ask('/models/shard.bin');
  expect(headers['cache-control']).toBe('no-cache');
  const again = await ask('/models/shard.bin', { 'If-None-Match': String(headers['etag']) });
  expect(again).toMatchObject({ status: 304, text: '' });
});

test('a name that was pointed at this machine is turned away', async () => {
  expect(await ask('/', { Host: 'evil.example' })).toMatchObject({ status: 421 });
  expect(await ask('/.well-known/superwhisper2.json', { Host: 'evil.example' })).toMatchObject({
    status: 421,
  });
});

test('a page of another origin is turned away, one of ours is not', async () => {
  expect(await ask('/', { Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(await ask('/', { Origin: server.url })).toMatchObject({ status: 200 });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
  expect(await ask('/', {}, method)).toMatchObject({ status: 405 });
});

test('HEAD gives the headers alone', async () => {
  const { status, headers, text } = await ask('/models/shard.bin', {}, 'HEAD');
  expect({ status, length: headers['content-length'], text }).toEqual({
    status: 200,
    length: '10',
    text: '',
  });
});

test('the server says which app it serves', async () => {
  const { text } = await ask('/.well-known/superwhisper2.json');
  expect(JSON.parse(text)).toEqual({ name: 'superwhisper2', version: expect.any(String) });
});

test('a new build brings its own inline scripts into the policy', async () => {
  const before = (await ask('/')).headers['content-security-policy'];
  writeFileSync(join(folder, 'index.html'), '<script>two()</script>');
  utimesSync(join(folder, 'index.html'), 1, 1);
  const after = (await ask('/')).headers['content-security-policy'];
  expect(after).not.toBe(before);
  expect(after).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/);
});
