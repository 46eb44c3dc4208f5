import type { RequestSeen } from '../../protocol/service-worker';
import type { ServiceWorkerLink } from './service-worker-link';

/** Requests to one origin, by what became of them. */
export interface RequestCount extends Readonly<Record<RequestSeen['outcome'], number>> {
  readonly origin: string;
}

/** What the app has asked for since this page was opened, as its service worker sees it: workers included. */
export class RequestCounts {
  /** Requests to the app's own origin. */
  own: RequestCount;
  /** In the order in which they were first asked. */
  others: readonly RequestCount[] = $state.raw([]);

  constructor(link: Pick<ServiceWorkerLink, 'onRequest'> | null, ownOrigin: string) {
    this.own = $state.raw(noneOf(ownOrigin));
    link?.onRequest((seen) => this.#count(seen));
  }

  /** Whether requests are seen here at all: a page that no service worker controls knows of none. */
  get isCounting(): boolean {
    return totalOf([this.own, ...this.others]) > 0;
  }

  /** Requests to all other origins. */
  get elsewhere(): number {
    return totalOf(this.others);
  }

  #count({ origin, outcome }: RequestSeen): void {
    const add = (count: RequestCount) => ({ ...count, [outcome]: count[outcome] + 1 });
    if (origin === this.own.origin) this.own = add(this.own);
    else if (this.others.some((each) => each.origin === origin))
      this.others = this.others.map((each) => (each.origin === origin ? add(each) : each));
    else this.others = [...this.others, add(noneOf(origin))];
  }
}

function totalOf(counts: readonly RequestCount[]): number {
  return counts.reduce((sum, { cache, network, refused }) => sum + cache + network + refused, 0);
}

function noneOf(origin: string): RequestCount {
  return { origin, cache: 0, network: 0, refused: 0 };
}
