import type { Page } from '@playwright/test';
import { createSocket } from 'node:dgram';
import { openForeignSite } from './foreign-page';

/** What code in a page of the app could reach of another site; all of it empty where it could reach nothing. */
export interface WaysOut {
  /** Paths that the other site was asked for. */
  readonly asked: readonly string[];
  /** Packets that a peer connection sent to the other site. */
  readonly packets: number;
  /** Directives of the policy that refused something. */
  readonly refusedBy: readonly string[];
}

/** Tries every way out of the page; at the end it has tried to leave. */
export async function tryWaysOut(page: Page): Promise<WaysOut> {
  const foreign = await openForeignSite();
  const socket = createSocket('udp4');
  let packets = 0;
  socket.on('message', () => packets++);
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  const site = `http://127.0.0.1:${foreign.port}`;
  try {
    const refusedBy = await page.evaluate(reachOut, {
      site,
      stun: `stun:127.0.0.1:${socket.address().port}`,
    });
    await page.evaluate((url) => void window.open(url), `${site}/window`);
    await page.evaluate((url) => void location.assign(url), `${site}/navigation`);
    await page.waitForTimeout(500);
    return { asked: foreign.asked, packets, refusedBy };
  } finally {
    socket.close();
    foreign.close();
  }
}

/** In the page: requests, hints, frames and a peer connection. */
async function reachOut({ site, stun }: { site: string; stun: string }): Promise<string[]> {
  const refused = new Set<string>();
  document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective));
  const add = (name: string, properties: object) => {
    const element = document.createElement(name);
    document.body.append(Object.assign(element, properties));
    return element;
  };
  await fetch(`${site}/fetch`, { mode: 'no-cors' }).catch(() => undefined);
  navigator.sendBeacon(`${site}/beacon`, 'text');
  add('img', { src: `${site}/image` });
  add('iframe', { src: `${site}/frame` });
  add('link', { rel: 'prefetch', href: `${site}/prefetch` });
  add('a', { href: '#', ping: `${site}/ping` }).click();
  const peer = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
  peer.createDataChannel('text');
  await peer.setLocalDescription(await peer.createOffer()).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return [...refused].sort();
}
