import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, vi } from 'vitest';
import type { NvidiaProgram } from '../../../../server/graphics-cards/nvidia-program.mjs';
import { startServer } from '../../../../server/static-server.mjs';
import { standIn, type STAND_INS, type StandIn } from '../../../../testing/nvidia-stand-in';

export const PATH = '/api/graphics-cards';
export const LIMITS = { silence: 1500, grace: 150, firstPause: 50, longestPause: 200, missingPause: 200 };

export type Server = Awaited<ReturnType<typeof startServer>>;

const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-build-'));
writeFileSync(join(folder, 'index.html'), '<p>page</p>');
const servers: Server[] = [];
const standIns: StandIn[] = [];

// Whatever a test does: nothing of it is left.
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  for (const each of standIns) expect(each.living()).toEqual([]);
  standIns.splice(0).forEach((each) => each.remove());
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A server of its own, with short limits, which ends with the test. */
export async function serve(...programs: readonly NvidiaProgram[]): Promise<Server> {
  const graphicsCards = { programs, limits: LIMITS, linuxRoot: join(folder, 'no-drm'), intervalMs: 40 };
  const server = await startServer({ folder, port: 0, graphicsCards });
  servers.push(server);
  return server;
}

/** A stand-in of which no process may be left after the test. */
export function inPlace(does: keyof typeof STAND_INS): StandIn {
  const made = standIn(does);
  standIns.push(made);
  return made;
}

export interface CardsEvent {
  readonly time: number;
  readonly cards: readonly { readonly name: string }[];
  readonly problem: { readonly kind: string; readonly detail: string } | null;
}

/** One who listens, and what came. */
export class Listener {
  readonly events: CardsEvent[] = [];
  isOver = false;

  constructor(
    readonly response: IncomingMessage,
    readonly leave: () => void,
  ) {
    let rest = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.events.push(JSON.parse(block.replace(/^data: /, '')) as CardsEvent);
    });
    response.on('error', () => undefined);
    response.on('close', () => (this.isOver = true));
  }

  get last(): CardsEvent | undefined {
    return this.events.at(-1);
  }
}

/** Asks as a browser would; not `fetch`, which keeps Host, Origin and Sec-Fetch-Site for itself. */
export function listen(
  server: Server,
  headers: Record<string, string> = {},
  method = 'GET',
  path = PATH,
): Promise<Listener> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, method }, (response) =>
      resolve(new Listener(response, () => sent.destroy())),
    );
    sent.on('error', reject).end();
  });
}

/** Waits until `check` throws no more. */
export const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 8000, interval: 20 });
