import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { securityHeaders } from './headers.mjs';
import { IDENTITY_PATH, ownIdentity } from './identity.mjs';
import { inlineScriptHashesOf } from './inline-scripts.mjs';
import { isAnswerableRange, refusalOf } from './request-rules.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} folder the built app
 * @property {number} port 0 takes any free one
 * @property {string} [host] a loopback address
 */

/**
 * Serves the built app to this machine only.
 *
 * @param {ServerOptions} options
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 * @throws the error of `listen`, with its `code`, where the port cannot be had
 */
export async function startServer({ folder, port, host = '127.0.0.1' }) {
  const headersNow = headersOf(folder);
  const identity = JSON.stringify(ownIdentity());
  // `dev` looks on the disk at each request: a rebuild under a running server changes the names of files.
  const serveFile = sirv(folder, { dev: true, etag: true, extensions: ['html'], setHeaders: setCaching });

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headersNow())) response.setHeader(name, value);
    const { method, url, headers } = request;
    const refusal = refusalOf({ method, url, host: headers.host, origin: headers.origin }, portOf(server));
    if (refusal) return sendPage(response, refusal.status, refusal.reason);
    if (url === IDENTITY_PATH)
      return void response.setHeader('Content-Type', 'application/json').end(identity);
    if (!isAnswerableRange(headers)) delete headers.range;
    serveFile(request, response, () => sendPage(response, 404, 'There is no such page.'));
  });
  await listen(server, port, host);
  return { url: `http://${host}:${portOf(server)}`, close: () => close(server) };
}

/**
 * The headers follow the build: new HTML has new inline scripts.
 *
 * @param {string} folder
 */
function headersOf(folder) {
  let builtAtMs = NaN;
  /** @type {Readonly<Record<string, string>>} */
  let headers = securityHeaders({ inlineScriptHashes: [] });
  return () => {
    const modifiedMs = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (modifiedMs !== builtAtMs && modifiedMs !== 0) {
      headers = securityHeaders({ inlineScriptHashes: inlineScriptHashesOf(folder) });
      builtAtMs = modifiedMs;
    }
    return headers;
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function setCaching(response, path) {
  const isHashed = path.startsWith('/_app/immutable/');
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Accept-Ranges', 'bytes');
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
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
