import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How a host of models treats one request. */
export interface HostBehaviour {
  /** Instead of the file. */
  readonly status?: number;
  readonly retryAfter?: string;
  /** Sends the request on to another origin: the address of another host. */
  readonly redirectTo?: string;
  /** Sends the file from its beginning, whatever is asked for. */
  readonly ignoresRange?: boolean;
  /** Ends the connection after so many bytes of the body. */
  readonly breaksAfterBytes?: number;
  /** Sends so many bytes, and then nothing more. */
  readonly stallsAfterBytes?: number;
  /** The file that it has now, under another ETag. */
  readonly bytes?: Uint8Array;
  readonly etag?: string;
  /** Says nothing of the version of the file. */
  readonly isSilent?: boolean;
  /** What it says of the length of a file that it sends whole. */
  readonly contentLength?: number;
}

export interface HostRequest {
  readonly path: string;
  /** The Range header. */
  readonly range: string | null;
  readonly method: string;
}

/** A host of models on this machine that behaves as it is told, request by request. Every origin may read it. */
export class ModelHost {
  readonly requests: HostRequest[] = [];
  /** Bytes of bodies that were given to the network. */
  sentBytes = 0;
  readonly #server: Server;

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly behave: (request: HostRequest, index: number) => HostBehaviour,
  ) {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** @param behave what it does with each request, the first of which is 0 */
  static async start(
    bytes: Uint8Array,
    behave: (request: HostRequest, index: number) => HostBehaviour = () => ({}),
  ): Promise<ModelHost> {
    const host = new ModelHost(bytes, behave);
    await new Promise<void>((listening) => host.#server.listen(0, '127.0.0.1', listening));
    return host;
  }

  /** With a slash at its end. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the host does not listen');
    return `http://127.0.0.1:${address.port}/`;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await stopped;
  }

  #answer(message: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url: path = '/', headers } = message;
    const request = { path, method, range: headers.range ?? null };
    const behaviour = this.behave(request, this.requests.push(request) - 1);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range, ETag, Retry-After');
    if (method === 'OPTIONS') return void response.writeHead(403).end();
    if (behaviour.retryAfter !== undefined) response.setHeader('Retry-After', behaviour.retryAfter);
    if (behaviour.status !== undefined) return void response.writeHead(behaviour.status).end();
    if (behaviour.redirectTo !== undefined)
      return void response.writeHead(302, { Location: new URL(path, behaviour.redirectTo).href }).end();
    this.#sendFile(request, response, behaviour);
  }

  #sendFile({ range }: HostRequest, response: ServerResponse, behaviour: HostBehaviour): void {
    const { bytes = this.bytes, etag = '"1"', ignoresRange = false, isSilent = false } = behaviour;
    if (!isSilent) response.setHeader('ETag', etag);
    const startByte = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (range === null || ignoresRange) {
      response.writeHead(200, { 'Content-Length': behaviour.contentLength ?? bytes.length });
      return this.#sendBody(bytes, response, behaviour);
    }
    if (startByte >= bytes.length)
      return void response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    response.writeHead(206, {
      'Content-Range': `bytes ${startByte}-${bytes.length - 1}/${bytes.length}`,
      'Content-Length': bytes.length - startByte,
    });
    this.#sendBody(bytes.subarray(startByte), response, behaviour);
  }

  #sendBody(body: Uint8Array, response: ServerResponse, behaviour: HostBehaviour): void {
    const { breaksAfterBytes, stallsAfterBytes } = behaviour;
    const endByte = Math.min(body.length, breaksAfterBytes ?? stallsAfterBytes ?? body.length);
    this.sentBytes += endByte;
    if (endByte === body.length) return void response.end(body);
    response.write(body.subarray(0, endByte), () => {
      // What is on its way arrives before the connection ends.
      if (breaksAfterBytes !== undefined) setTimeout(() => response.socket?.end(), 5);
    });
  }
}
