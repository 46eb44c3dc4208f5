/** What an address of this app asks for: a page, or dictation. */
export type Door = 'dictate' | 'dictate-now' | 'transcribe';

/**
 * What is done with an address that comes from outside while the app is open. A link on any site comes in the same way
 * as the app's own shortcuts where the browser opens such links with the app (Chromium 156: nothing tells them
 * apart), so only these few addresses do anything.
 *
 * @param home the app's own address, absolute, with a slash at its end
 * @returns null where it is none of these: the window is looked at, and stays as it is
 */
export function doorOf(address: string, home: string): Door | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const { pathname, origin } = new URL(home);
  if (url.origin !== origin) return null;
  if (url.pathname === `${pathname}transcribe`) return 'transcribe';
  if (url.pathname !== pathname) return null;
  return url.searchParams.has('dictate') ? 'dictate-now' : 'dictate';
}
