import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const PIECE_BYTES = 16_384;

/** A response that has arrived whole. */
export interface Arrival {
  readonly path: string;
  readonly bytes: number;
  /** By gzip, as a host would send them: this one sends what is asked for as it is. */
  readonly compressedBytes: number;
}

export interface SlowHost {
  readonly url: string;
  /** What has arrived so far, the model's parts left out. */
  readonly arrived: readonly Arrival[];
  close(): Promise<void>;
}

/**
 * What `target` serves, behind a line of so many bytes a second. All connections share it: pages, workers and the
 * service worker, each of which DevTools would throttle by itself.
 */
export async function startSlowHost(target: string, bytesPerSecond: number): Promise<SlowHost> {
  let freeAtMs = 0;
  const arrived: Arrival[] = [];
  const pass = async (path: string, incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      if (!path.startsWith('/models/')) chunks.push(chunk);
      for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
        const piece = chunk.subarray(start, start + PIECE_BYTES);
        freeAtMs = Math.max(freeAtMs, performance.now()) + (piece.length / bytesPerSecond) * 1000;
        const waitMs = freeAtMs - performance.now();
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        response.write(piece);
      }
    }
    response.end();
    const body = Buffer.concat(chunks);
    if (body.length > 0) arrived.push({ path, bytes: body.length, compressedBytes: gzipSync(body).length });
  };
  const server = createServer(({ url = '/', method, headers }, response) => {
    const { host: _host, origin: _origin, ...rest } = headers;
    const asked = request(new URL(url, target), { method, headers: rest }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, incoming.headers);
      pass(url, incoming, response).catch(() => response.destroy());
    });
    asked.on('error', () => response.destroy());
    asked.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
