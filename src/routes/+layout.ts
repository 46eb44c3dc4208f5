import { resolve } from '$app/paths';
import { prepareStorage } from '$lib/app/storage/prepare-storage';
import type { LayoutLoad } from './$types';

// The app runs in the browser only: nothing of it can be rendered on a server, and every page is a static file.
export const ssr = false;
export const prerender = true;

export const load: LayoutLoad = async () => {
  // In a frame of another page nothing of the app starts: not every host can send the header that forbids it.
  if (window !== window.top) await new Promise(() => undefined);
  return prepareStorage(new URL(resolve('/'), location.href).href);
};
