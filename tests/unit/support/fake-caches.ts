/** Caches of one origin in memory: what is used of them, entries by address. */
export class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();

  /** Puts something in, whose text is `content`. */
  fill(name: string, entries: Readonly<Record<string, string>>): this {
    const cache = this.all.get(name) ?? new Map<string, Response>();
    for (const [url, content] of Object.entries(entries)) cache.set(url, new Response(content));
    this.all.set(name, cache);
    return this;
  }

  keys = () => Promise.resolve([...this.all.keys()]);
  has = (name: string) => Promise.resolve(this.all.has(name));
  delete = (name: string) => Promise.resolve(this.all.delete(name));

  open = (name: string) => {
    this.fill(name, {});
    const entries = this.all.get(name) ?? new Map<string, Response>();
    const urlOf = (request: RequestInfo | URL) =>
      request instanceof Request ? request.url : String(request);
    return Promise.resolve({
      keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
      match: (request: RequestInfo | URL) => Promise.resolve(entries.get(urlOf(request))?.clone()),
      put: (request: RequestInfo | URL, response: Response) =>
        Promise.resolve(void entries.set(urlOf(request), response)),
    } as unknown as Cache);
  };

  /** The text of everything, by cache and address. */
  async content(): Promise<Record<string, Record<string, string>>> {
    const found: Record<string, Record<string, string>> = {};
    for (const [name, entries] of this.all) {
      const texts = [...entries].map(
        async ([url, response]) => [url, await response.clone().text()] as const,
      );
      found[name] = Object.fromEntries(await Promise.all(texts));
    }
    return found;
  }
}
