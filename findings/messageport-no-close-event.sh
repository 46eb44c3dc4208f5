#!/bin/sh
# Finding: in Chromium a MessagePort says nothing when the other side is closed or its thread has ended.
#
# Guess before the run: `close` fires on a port whose entangled port was closed, or whose worker was terminated. The HTML
# standard says so (section 9.4.4, the close event), and the Web Platform Tests have it.
#
# Seen with Chromium 156.0.8078.108 and playwright-core 1.65.1: `onclose` is not in MessagePort.prototype, and no event
# comes within 3 s in any of three cases. With --enable-blink-features=MessagePortCloseEvent it comes in all of them.
#
# So a thread that waits for an answer on a port waits for ever once the other thread is gone. What helps: a Web Lock that
# the worker holds, which the browser frees when it ends.
#
# Output seen:
#   Chromium 156.0.8078.108
#   as shipped {"onclose":false,"port.close":"nothing","self.close":"nothing","terminate":"nothing"}
#   with the feature {"onclose":true,"port.close":"close","self.close":"close","terminate":"close"}
#
# Run: findings/messageport-no-close-event.sh    needs Node 20 and a Chromium: in PATH, or named by CHROMIUM
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
cd "$folder"
npm install --silent --no-audit --no-fund playwright-core@1.65.1
cat > probe.mjs <<'PROBE'
import { chromium } from 'playwright-core';

const [, , executablePath] = process.argv;
const EXPECTED = {
  'as shipped': { onclose: false, 'port.close': 'nothing', 'self.close': 'nothing', terminate: 'nothing' },
  'with the feature': { onclose: true, 'port.close': 'close', 'self.close': 'close', terminate: 'close' },
};
let isAsSeen = true;
for (const [name, expected] of Object.entries(EXPECTED)) {
  const args = ['--no-sandbox', ...(expected.onclose ? ['--enable-blink-features=MessagePortCloseEvent'] : [])];
  const browser = await chromium.launch({ executablePath, args });
  if (name === 'as shipped') console.log(`Chromium ${browser.version()}`);
  const page = await browser.newPage();
  const seen = await page.evaluate(async () => {
    const take = 'onmessage = ({ data }) => { data.onmessage = () => {}; postMessage(1);';
    const found = { onclose: 'onclose' in MessagePort.prototype };
    for (const [how, rest] of [['port.close', 'setTimeout(() => data.close(), 50) }'],
      ['self.close', 'setTimeout(() => close(), 50) }'], ['terminate', '}']]) {
      const url = URL.createObjectURL(new Blob([take + rest], { type: 'text/javascript' }));
      const worker = new Worker(url);
      const { port1, port2 } = new MessageChannel();
      const closed = new Promise((resolve) => port2.addEventListener('close', () => resolve('close')));
      port2.start();
      const taken = new Promise((resolve) => (worker.onmessage = resolve));
      worker.postMessage(port1, [port1]);
      await taken;
      if (how === 'terminate') worker.terminate();
      found[how] = await Promise.race([closed, new Promise((r) => setTimeout(() => r('nothing'), 3000))]);
    }
    return found;
  });
  await browser.close();
  console.log(name, JSON.stringify(seen));
  isAsSeen &&= JSON.stringify(seen) === JSON.stringify(expected);
}
if (!isAsSeen) {
  console.error('CHANGED: not as it was seen');
  process.exit(1);
}
PROBE
node probe.mjs "$browser"
