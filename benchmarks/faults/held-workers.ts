import type { BrowserContext, Page } from '@playwright/test';
import type { ResidencyRequests } from '../../src/lib/protocol/residency';

/** In the page. `name`: of its script, as "inference". */
export interface HeldWorker {
  readonly name: string;
  readonly worker: Worker;
}

/** Pages that are opened from now on keep every worker of theirs at hand, in `window.heldWorkers`. */
export async function holdWorkers(context: BrowserContext): Promise<void> {
  await context.addInitScript(hold);
}

/** Ends a page's worker without an error event, as a browser does that needs memory. @throws Error where there is none */
export function endWorkerOf(page: Page, name: string): Promise<void> {
  return page.evaluate((wanted) => {
    const held: HeldWorker[] = Reflect.get(window, 'heldWorkers');
    const found = held.find((each) => each.name === wanted);
    if (!found) throw new Error(`the page has no ${wanted} worker`);
    found.worker.terminate();
  }, name);
}

/** Asks a page's inference worker beside the page itself. @throws Error where there is none */
export function askInference<Name extends keyof ResidencyRequests & string>(
  page: Page,
  name: Name,
  request: ResidencyRequests[Name]['request'],
): Promise<ResidencyRequests[Name]['response']> {
  return page.evaluate(
    async (asked: { readonly name: string; readonly request: unknown }) => {
      const held: HeldWorker[] = Reflect.get(window, 'heldWorkers');
      const found = held.find((each) => each.name === 'inference');
      if (!found) throw new Error('the page has no inference worker');
      // Those of the page are numbers.
      const id = `beside-${Math.random()}`;
      const answer = new Promise<MessageEvent>((resolve) =>
        found.worker.addEventListener('message', (message) => {
          if (message.data.id === id) resolve(message);
        }),
      );
      found.worker.postMessage({ kind: 'request', id, ...asked });
      const { data } = await answer;
      if (data.kind !== 'response') throw new Error(`${asked.name}: ${JSON.stringify(data)}`);
      return data.response;
    },
    { name, request },
  );
}

/** In the page. No functions with names within: tsx would wrap them in a helper that the page has not. */
function hold(): void {
  const held: { name: string; worker: Worker }[] = [];
  Reflect.set(window, 'heldWorkers', held);
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      held.push({ name: /(\w+)\.worker/.exec(String(url))?.[1] ?? String(url), worker: this });
    }
    override terminate(): void {
      held.splice(0, held.length, ...held.filter(({ worker }) => worker !== this));
      super.terminate();
    }
  };
}
