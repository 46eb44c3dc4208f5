import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

const PIECE_BYTES = 16_384;

export interface SlowHost {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * What `target` serves, behind a line of so many bytes a second. All connections share it: pages, workers and the
 * service worker, each of which DevTools would throttle by itself.
 */
export async function startSlowHost(target: string, bytesPerSecond: number): Promise<SlowHost> {
  let freeAtMs = 0;
  const pass = async (incoming: IncomingMessage, response: ServerResponse) => {
    for await (const chunk of incoming) {
      for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
        const piece = chunk.subarray(start, start + PIECE_BYTES);
        freeAtMs = Math.max(freeAtMs, performance.now()) + (piece.length / bytesPerSecond) * 1000;
        const waitMs = freeAtMs - performance.now();
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        response.write(piece);
      }
    }
    response.end();
  };
  const server = createServer(({ url = '/', method, headers }, response) => {
    const { host: _host, origin: _origin, ...rest } = headers;
    const asked = request(new URL(url, target), { method, headers: rest }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, incoming.headers);
      pass(incoming, response).catch(() => response.destroy());
    });
    asked.on('error', () => response.destroy());
    asked.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
