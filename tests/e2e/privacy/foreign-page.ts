import { createServer } from 'node:http';

/** Another site, for what any site could try. */
export interface ForeignSite {
  readonly port: number;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** A page of nothing that says nothing of where its visitors came from. */
export async function openForeignSite(): Promise<ForeignSite> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'text/html');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('<!doctype html><title>Foreign</title><p>Another site.</p>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const close = () => (server.close(), server.closeAllConnections());
  return { port: typeof address === 'object' && address ? address.port : 0, asked, close };
}
