import type { Handle } from '@sveltejs/kit';

/**
 * Each page names its font among what it loads first: it is there before the first words are. This runs while the
 * pages are built; the app has no server of its own.
 */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { preload: ({ type }) => type === 'js' || type === 'css' || type === 'font' });
