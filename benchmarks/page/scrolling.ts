import { textFacts } from '../../src/lib/core/transcript/text-facts';
import type { Page } from '@playwright/test';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { openApp } from '../../testing/browser/app-session';
import { figure, type Figure } from '../lib/figures';

const HOURS = 4;
const WINDOW_SECONDS = 28;
const SEGMENTS_PER_WINDOW = 6;
const FRAMES = 600;
/** Fast reading: a screen in about a third of a second. */
const PIXELS_PER_FRAME = 45;
const SENTENCES = [
  'Veuillez vérifier le numéro et composez de nouveau.',
  'Le numéro composé n’est pas en service, et personne n’a pu me dire pourquoi il ne l’est plus depuis la semaine dernière.',
  'Please leave your message after the tone.',
  'Oui.',
];

/** The text of four hours: how long it takes to open, and how evenly it scrolls. Frame times come from the page itself. */
export async function measureScrolling(): Promise<readonly Figure[]> {
  const { page, url, close } = await openApp('/transcribe');
  await page.setViewportSize({ width: 1440, height: 900 });
  await putTranscript(page);
  const startedMs = performance.now();
  await page.goto(url);
  await page.getByRole('log').locator('.line').nth(3000).waitFor({ state: 'attached' });
  const openMs = performance.now() - startedMs;
  const segments = await page.getByRole('log').locator('.line').count();
  const frames = await scrollFrames(page);
  await close();
  return [
    figure('page.open_4h_ms', 'ms', [openMs]),
    figure('page.segments_4h', 'segments', [segments]),
    figure('page.scroll_p50_frame_ms', 'ms', [percentile(frames, 0.5)]),
    figure('page.scroll_p99_frame_ms', 'ms', [percentile(frames, 0.99)]),
    figure('page.scroll_longest_frame_ms', 'ms', [Math.max(...frames)]),
  ];
}

/** As the app would have kept it. */
async function putTranscript(page: Page): Promise<void> {
  const windows = Array.from({ length: (HOURS * 3600) / WINDOW_SECONDS }, (_, index) => windowAt(index));
  await page.evaluate(
    ({ texts, seconds, facts }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('superwhisper2');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['recordings', 'windows'], 'readwrite');
          transaction.objectStore('recordings').put({
            id: 'four-hours',
            name: 'four-hours.mp3',
            sizeBytes: 1,
            addedMs: 0,
            position: 0,
            state: { kind: 'done', endedEarly: false },
            startsOver: false,
            language: { kind: 'given', language: 'fr' },
            durationSeconds: seconds,
            audioSeconds: seconds,
            speed: 7,
            text: facts,
          });
          const store = transaction.objectStore('windows');
          texts.forEach((text, index) => store.put(text, ['four-hours', index]));
          transaction.oncomplete = () => resolve();
        };
      }),
    { texts: windows, seconds: HOURS * 3600, facts: textFacts(windows) },
  );
}

function windowAt(index: number) {
  const startSeconds = index * WINDOW_SECONDS;
  const step = WINDOW_SECONDS / SEGMENTS_PER_WINDOW;
  const segments = Array.from({ length: SEGMENTS_PER_WINDOW }, (_, at) => ({
    startSeconds: startSeconds + at * step,
    endSeconds: startSeconds + (at + 0.9) * step,
    text: SENTENCES[(index * SEGMENTS_PER_WINDOW + at) % SENTENCES.length] ?? '',
    language: 'fr',
  }));
  return { startSeconds, endSeconds: startSeconds + WINDOW_SECONDS, segments, language: 'fr' };
}

/** Milliseconds from frame to frame while the text scrolls down and, half-way, back up. */
function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(
    async ({ count, pixels }) => {
      const times: number[] = [];
      let previousMs = await new Promise(requestAnimationFrame);
      while (times.length < count) {
        window.scrollBy(0, times.length < count / 2 ? pixels : -pixels);
        const nowMs = await new Promise(requestAnimationFrame);
        times.push(nowMs - previousMs);
        previousMs = nowMs;
      }
      return times;
    },
    { count: FRAMES, pixels: PIXELS_PER_FRAME },
  );
}
