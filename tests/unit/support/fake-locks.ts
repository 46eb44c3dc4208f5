interface Asked {
  readonly name: string;
  readonly mode: LockMode;
  readonly begin: () => void;
}

interface Holder {
  readonly name: string;
  readonly mode: LockMode;
  readonly steal: () => void;
}

/** Web Locks for all windows of a test: in the order in which they were asked for, shared, stolen, given up. */
export class FakeLocks {
  readonly #held: Holder[] = [];
  readonly #waiting: Asked[] = [];

  request = ((
    name: string,
    ...rest: [LockOptions | LockGrantedCallback<unknown>, LockGrantedCallback<unknown>?]
  ) => {
    const [first, second] = rest;
    const [options, granted] = typeof first === 'function' ? [{}, first] : [first, second];
    if (!granted) throw new TypeError('a callback is expected');
    return this.#request(name, options, granted);
  }) as LockManager['request'];

  query = (): Promise<LockManagerSnapshot> =>
    Promise.resolve({ held: this.#held.map(({ name, mode }) => ({ name, mode })), pending: [] });

  #request(name: string, options: LockOptions, granted: LockGrantedCallback<unknown>): Promise<unknown> {
    const { mode = 'exclusive', ifAvailable, steal, signal } = options;
    return new Promise((resolve, reject) => {
      const begin = () => {
        const lost = new Promise<never>((_resolve, stolen) => {
          const holder = { name, mode, steal: () => stolen(new DOMException('stolen', 'AbortError')) };
          this.#held.push(holder);
          const end = () => {
            if (this.#held.includes(holder)) this.#held.splice(this.#held.indexOf(holder), 1);
            this.#next();
          };
          void Promise.resolve(granted({ name, mode })).then(resolve, reject).finally(end);
        });
        lost.catch(reject);
      };
      if (steal) {
        for (const holder of this.#held.filter((each) => each.name === name)) {
          this.#held.splice(this.#held.indexOf(holder), 1);
          holder.steal();
        }
        return begin();
      }
      if (this.#isFree(name, mode) && !this.#waiting.some((each) => each.name === name)) return begin();
      if (ifAvailable) return void Promise.resolve(granted(null)).then(resolve, reject);
      const asked = { name, mode, begin };
      this.#waiting.push(asked);
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.includes(asked)) return;
        this.#waiting.splice(this.#waiting.indexOf(asked), 1);
        reject(new DOMException('given up', 'AbortError'));
      });
    });
  }

  #isFree(name: string, mode: LockMode): boolean {
    const held = this.#held.filter((each) => each.name === name);
    return held.length === 0 || (mode === 'shared' && held.every((each) => each.mode === 'shared'));
  }

  #next(): void {
    for (const asked of [...this.#waiting]) {
      if (!this.#isFree(asked.name, asked.mode)) continue;
      this.#waiting.splice(this.#waiting.indexOf(asked), 1);
      asked.begin();
    }
  }
}
