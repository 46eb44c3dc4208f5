import type { BrowserContext, Page } from '@playwright/test';
import type { Sight } from './word-accounts';

/** What each page has shown so far. */
export type Sights = ReadonlyMap<Page, readonly Sight[]>;

/** Notes what every page of a browser shows, and when, outside the browser: it outlives that. */
export async function watchPages(context: BrowserContext): Promise<Sights> {
  const sights = new Map<Page, Sight[]>();
  await context.exposeBinding('noteSight', ({ page }, sight: Sight) => {
    sights.set(page, [...(sights.get(page) ?? []), sight]);
  });
  await context.addInitScript(hearWhen);
  await context.addInitScript({
    content: `window.lookAtPage = ${lookAtPage.toString()}; (${noteSights.toString()})()`,
  });
  return sights;
}

/** What the page shows now. */
export function sightOn(page: Page): Promise<Sight> {
  return page.evaluate(lookAtPage);
}

// These run in the page. No functions with names within: tsx would wrap them in a helper that the page has not.

function hearWhen(): void {
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await getUserMedia(wanted);
    Reflect.set(window, 'openedMs', Date.now());
    return stream;
  };
}

function noteSights(): void {
  let last = '';
  setInterval(() => {
    if (!document.body) return;
    const sight: unknown = Reflect.get(window, 'lookAtPage')();
    const key = JSON.stringify({ ...Object(sight), atMs: 0 });
    if (key === last) return;
    last = key;
    Reflect.get(window, 'noteSight')(sight);
  }, 100);
}

function lookAtPage(): Sight {
  const editor = document.querySelector('.ProseMirror')?.cloneNode(true);
  if (editor instanceof Element) editor.querySelectorAll('.live-text').forEach((live) => live.remove());
  const lines = [...((editor instanceof Element && editor.querySelectorAll('p')) || [])];
  const isList =
    location.pathname.endsWith('/transcribe') && document.querySelector('main input[type=file]') !== null;
  const openedMs: unknown = Reflect.get(window, 'openedMs');
  return {
    atMs: Date.now(),
    document: editor ? lines.map((line) => line.textContent).join('\n') : null,
    rows: isList
      ? [...document.querySelectorAll('aside li')].map((row) => ({
          name: row.querySelector('.name')?.textContent ?? '',
          status: row.querySelector('.status')?.textContent ?? '',
          isOpen: row.querySelector('[aria-current=true]') !== null,
          isSettled: row.querySelector('.sign.done, .sign.failed, .sign.paused, .sign.cancelled') !== null,
        }))
      : null,
    transcript: [...document.querySelectorAll('[role=log] .line p')]
      .map((line) => line.textContent)
      .join('\n'),
    isToldUnkept: /no room|not kept|could not be (kept|written)/i.test(
      document.querySelector('main')?.textContent ?? '',
    ),
    openedMs: typeof openedMs === 'number' ? openedMs : null,
    isListening: document.querySelector('[data-testid=dictate].on') !== null,
    offeredSeconds: [...document.querySelectorAll('main section')]
      .map((section) => section.textContent ?? '')
      .filter((text) => /interrupted/i.test(text))
      .map((text) =>
        (/[\d:]*\d:\d\d/.exec(text)?.[0] ?? '0').split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
      ),
  };
}
