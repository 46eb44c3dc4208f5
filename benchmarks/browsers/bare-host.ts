import { once } from 'node:events';
import { createServer } from 'node:http';
import send from 'send';

/** Serves the built app without a header of its own and without its service worker: no page of it is isolated. */
export async function startBareHost(
  folder: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const notFound = () => void response.writeHead(404).end();
    if (path.endsWith('service-worker.js')) return notFound();
    send(request, path, { root: folder, extensions: ['html'] })
      .on('error', notFound)
      .pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
