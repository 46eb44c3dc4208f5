/** So long after a request has failed the event that tells why may come (Chromium 156). */
const EVENT_DELAY_MS = 50;

/**
 * Whether the policy of this worker refuses requests to other origins: a request that it refused fails like one without a
 * network, and only an event tells the two apart.
 *
 * @param target the worker's global scope
 */
export class PolicyRefusals {
  #count = 0;

  constructor(private readonly target: EventTarget) {
    target.addEventListener('securitypolicyviolation', this.#hear);
  }

  /** Whether one was refused since the last call. */
  wasRefused = async (): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, EVENT_DELAY_MS));
    const wasRefused = this.#count > 0;
    this.#count = 0;
    return wasRefused;
  };

  dispose(): void {
    this.target.removeEventListener('securitypolicyviolation', this.#hear);
  }

  readonly #hear = (event: Event) => {
    if ('effectiveDirective' in event && event.effectiveDirective === 'connect-src') this.#count += 1;
  };
}
