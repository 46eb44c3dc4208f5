import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import send from 'send';
import { GRAPHICS_CARDS_PATH, GraphicsCards } from './graphics-cards/graphics-cards.mjs';
import { securityHeaders } from './headers.mjs';
import { IDENTITY_PATH, ownIdentity } from './identity.mjs';
import { inlineScriptHashesOf, pagesOf } from './inline-scripts.mjs';
import { modelPolicyOf } from './model-policy.mjs';
import { pathOf, refusalOf, siteRefusalOf } from './request-rules.mjs';

const NOT_FOUND = 'There is no such page.';
const BEING_BUILT = 'The app is being built at the moment. Load this page again in a few seconds.';

/**
 * @typedef {object} ServerOptions
 * @property {string} folder the built app
 * @property {number} port 0 takes any free one
 * @property {string} [host] a loopback address
 * @property {import('./graphics-cards/graphics-cards.mjs').GraphicsCardsOptions} [graphicsCards] for tests
 */

/**
 * Serves the built app to this machine only. A build may empty the folder and fill it again meanwhile: whatever is in
 * it, each request is answered.
 *
 * @param {ServerOptions} options
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 * @throws the error of `listen`, with its `code`, where the port cannot be had
 */
export async function startServer({ folder, port, host = '127.0.0.1', graphicsCards }) {
  const headersNow = headersOf(folder);
  const cards = new GraphicsCards(graphicsCards);
  const identity = JSON.stringify(ownIdentity());
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    for (const [name, value] of Object.entries(headersNow(pathOf(url ?? '/'))))
      response.setHeader(name, value);
    const refusal = refusalOf({ method, url, host: headers.host, origin: headers.origin }, portOf(server));
    if (refusal) return sendPage(response, refusal.status, refusal.reason);
    if (url === IDENTITY_PATH)
      return void response.setHeader('Content-Type', 'application/json').end(identity);
    if (url === GRAPHICS_CARDS_PATH) {
      const refused = siteRefusalOf(headers['sec-fetch-site']);
      if (refused) return sendPage(response, refused.status, refused.reason);
      return cards.answer(method, response);
    }
    serveFile(request, response, folder);
  });
  await listen(server, port, host);
  return { url: `http://${host}:${portOf(server)}`, close: () => close(server, cards) };
}

/**
 * The headers follow the build: new HTML has new inline scripts. Pages are written one after the other, so each of
 * them counts.
 *
 * @param {string} folder
 * @returns {(path: string) => Readonly<Record<string, string>>}
 */
function headersOf(folder) {
  let stamp = '';
  /** @type {readonly string[]} */
  let inlineScriptHashes = [];
  return (path) => {
    try {
      const pages = pagesOf(folder);
      const newStamp = pages.map(({ path, size, mtimeMs }) => [path, size, mtimeMs].join()).join('\n');
      if (newStamp !== stamp) {
        inlineScriptHashes = inlineScriptHashesOf(folder);
        stamp = newStamp;
      }
    } catch {
      // A page has gone while it was looked at: the next request looks again.
      stamp = '';
    }
    const { paths, origins } = modelPolicyOf(folder);
    return securityHeaders({ inlineScriptHashes, modelHosts: paths.includes(path) ? origins : [] });
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} folder
 */
function serveFile(request, response, folder) {
  const path = pathOf(request.url ?? '/');
  const isHashed = path.startsWith('/_app/immutable/');
  const file = send(request, path, { root: folder, extensions: ['html'], cacheControl: false });
  const isBeingBuilt = () => !existsSync(join(folder, 'index.html'));
  file.on('headers', () => {
    response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  file.on('directory', () => sendPage(response, 404, NOT_FOUND));
  file.on('stream', (/** @type {import('node:fs').ReadStream} */ stream) => {
    // Cut short while it was sent: whoever asked must not wait for the rest.
    stream.on(
      'end',
      () => stream.bytesRead < Number(response.getHeader('Content-Length')) && response.destroy(),
    );
  });
  file.on('error', (/** @type {Error & { status?: number }} */ { status }) => {
    if (response.headersSent) return void response.destroy();
    file.removeContentHeaderFields();
    if (isBeingBuilt()) sendPage(response, 503, BEING_BUILT);
    else if (status === 416) response.writeHead(416, { 'Cache-Control': 'no-store' }).end();
    else sendPage(response, 404, NOT_FOUND);
  });
  file.pipe(response);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} sentence
 */
function sendPage(response, status, sentence) {
  response.writeHead(status, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${status}</title>` +
      `<p>${sentence}</p><p><a href="/">Back to SuperWhisper2</a></p></html>`,
  );
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve());
  });
}

/** @param {import('node:http').Server} server */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address.port;
}

/**
 * @param {import('node:http').Server} server
 * @param {GraphicsCards} cards
 * @returns {Promise<void>}
 */
async function close(server, cards) {
  const closed = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await Promise.all([closed, cards.close()]);
}
