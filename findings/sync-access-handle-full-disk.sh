#!/bin/sh
# Finding: where the quota ends, FileSystemSyncAccessHandle.write() in Chromium throws nothing. It returns its error as an
# unsigned number: 4294967288, which is -8 (net::ERR_FILE_NO_SPACE is -18; -8 is base::File's FILE_ERROR_NO_SPACE).
#
# Guess before the run: it throws a QuotaExceededError. The File System standard says so, and createWritable() does.
#
# Seen with Chromium 156.0.8078.108 and playwright-core 1.65.1, the quota set to what is used and 1 MB more.
#
# What fits is in the file all the same. Who adds up what write() returns believes that 4 GB were written. What helps:
# compare it with the length of what was given.
#
# Output seen:
#   Chromium 156.0.8078.108
#   write {"returned":4294967288,"asSigned":-8} then the file has 999846 bytes
#   createWritable QuotaExceededError
#
# Run: findings/sync-access-handle-full-disk.sh    needs Node 20 and a Chromium: in PATH, or named by CHROMIUM
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
cd "$folder"
npm install --silent --no-audit --no-fund playwright-core@1.65.1
cat > probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [, , executablePath] = process.argv;
const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>probe'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
console.log(`Chromium ${browser.version()}`);
const context = await browser.newContext();
const page = await context.newPage();
await page.goto(origin);
const session = await context.newCDPSession(page);
const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1_000_000 });

const inWorker = `onmessage = async () => {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle('sync', { create: true });
  const access = await file.createSyncAccessHandle();
  let outcome;
  try {
    const returned = access.write(new Uint8Array(8_000_000), { at: 0 });
    outcome = { returned, asSigned: returned | 0 };
  } catch (thrown) {
    outcome = { threw: thrown.name };
  }
  const size = access.getSize();
  access.close();
  postMessage({ outcome, size });
};`;
const sync = await page.evaluate(async (code) => {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const answer = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  worker.postMessage(0);
  return answer;
}, inWorker);
const writable = await page.evaluate(async () => {
  const root = await navigator.storage.getDirectory();
  try {
    const file = await root.getFileHandle('stream', { create: true });
    const stream = await file.createWritable();
    await stream.write(new Uint8Array(8_000_000));
    await stream.close();
    return 'written';
  } catch (thrown) {
    return thrown.name;
  }
});
await browser.close();
server.close();
console.log('write', JSON.stringify(sync.outcome), 'then the file has', sync.size, 'bytes');
console.log('createWritable', writable);
if (sync.outcome.asSigned !== -8 || writable !== 'QuotaExceededError') {
  console.error('CHANGED: not as it was seen');
  process.exit(1);
}
PROBE
node probe.mjs "$browser"
