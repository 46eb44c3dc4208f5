import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServer } from '../../../server/static-server.mjs';

// A build beside a server that runs: it empties the folder, and writes it again file by file.
let folder = '';
let server: Awaited<ReturnType<typeof startServer>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superwhisper2-rebuilding-'));
  server = await startServer({ folder, port: 0 });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const script = (path: string, build: number) => `/* ${path} of build ${build} */`;
const pages = ['index.html', 'transcribe.html'];

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function writePage(path: string, build: number): void {
  write(path, `<script>${script(path, build)}</script>`);
}

async function ask(path: string): Promise<Response> {
  const response = await fetch(server.url + path);
  await response.arrayBuffer();
  return response;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('an empty folder, or none, is answered with a sentence', async () => {
  for (const empty of [() => undefined, () => rmSync(folder, { recursive: true })]) {
    empty();
    const response = await fetch(server.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('being built');
  }
});

test('the policy knows the scripts of pages that are written after the first one', async () => {
  for (const build of [1, 2, 3]) {
    rmSync(folder, { recursive: true });
    for (const path of pages) {
      writePage(path, build);
      const policy = (await ask('/')).headers.get('content-security-policy');
      expect(policy).toContain(hashOf(script(path, build)));
    }
  }
});

test('a page that was half there is known once it is whole', async () => {
  write('index.html', '<script>one(');
  await ask('/');
  writePage('index.html', 1);
  const policy = (await ask('/')).headers.get('content-security-policy');
  expect(policy).toContain(hashOf(script('index.html', 1)));
});

test('requests in a row while the folder is emptied and written are all answered, or ended', async () => {
  let isOver = false;
  const statuses = new Set<number | 'ended'>();
  const askOn = async (path: string) => {
    while (!isOver)
      statuses.add(
        await ask(path).then(
          ({ status }) => status,
          () => 'ended' as const,
        ),
      );
  };
  const asking = ['/', '/transcribe', '/_app/immutable/engine.wasm'].map(askOn);
  for (let build = 0; build < 60; build++) {
    rmSync(folder, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, build % 3));
    for (const path of pages) writePage(path, build);
    write('_app/immutable/engine.wasm', 'w'.repeat(300_000 * (build % 4)));
    await new Promise((resolve) => setTimeout(resolve, build % 5));
  }
  isOver = true;
  await Promise.all(asking);
  expect(statuses).toContain(200);
  expect([...statuses].every((each) => each === 'ended' || [200, 404, 503].includes(each))).toBe(true);
  expect((await ask('/transcribe')).status).toBe(200);
});
