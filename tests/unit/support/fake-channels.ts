import type { WindowMessages } from '../../../src/lib/app/browser/single-window.svelte';

type Listener = (event: { readonly data: unknown }) => void;

/** Broadcast channels of one name for all windows of a test: what one window says, all the others hear. */
export class FakeChannels {
  readonly #listeners: { readonly owner: object; readonly listener: Listener }[] = [];

  open = (): WindowMessages => {
    const owner = {};
    return {
      addEventListener: (_type, listener) => void this.#listeners.push({ owner, listener }),
      postMessage: (data) =>
        this.#listeners.filter((each) => each.owner !== owner).forEach(({ listener }) => listener({ data })),
    };
  };
}
