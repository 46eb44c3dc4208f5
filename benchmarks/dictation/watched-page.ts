import type { Page } from '@playwright/test';

/** What is on the page from a moment on. Milliseconds since 1970. */
export interface Sighting {
  readonly paintedMs: number;
  /** In the document. */
  readonly text: string;
  readonly committed: string;
  readonly tentative: string;
  /** Drawn as the text of an utterance that seems to be over. */
  readonly seemsOver: boolean;
}

export interface Watched {
  /** When the tone was heard; null where it was not. */
  readonly toneMs: number | null;
  readonly sightings: readonly Sighting[];
}

declare global {
  interface Window {
    watched: { toneMs: number | null; sightings: Sighting[] };
  }
}

/** To be called before the page is opened: notes when the microphone is first loud, and all that is painted. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(listenForTone);
  await page.addInitScript(noteSightings);
}

// Both run in the page. No functions with names within: tsx would wrap them in a helper that the page has not.

function listenForTone(): void {
  const LOUD = 0.3;
  window.watched = { toneMs: null, sightings: [] };
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await getUserMedia(wanted);
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const first = samples.findIndex((sample) => Math.abs(sample) > LOUD);
      if (first < 0) return;
      clearInterval(timer);
      const agoMs = ((samples.length - first) / context.sampleRate) * 1000;
      window.watched.toneMs = performance.timeOrigin + performance.now() - agoMs;
      void context.close();
    }, 4);
    return stream;
  };
}

function noteSightings(): void {
  document.addEventListener('DOMContentLoaded', () => {
    let last = '';
    new MutationObserver(() => {
      const editor = document.querySelector('.ProseMirror');
      if (!editor) return;
      const live = editor.querySelector('.live-text')?.textContent ?? '';
      const seen = {
        text: (editor.textContent ?? '').replace(live, ''),
        committed: editor.querySelector('.live-text .committed')?.textContent ?? '',
        tentative: editor.querySelector('.live-text .tentative')?.textContent ?? '',
        seemsOver: editor.querySelector('.live-text.over') !== null,
      };
      const key = JSON.stringify(seen);
      if (key === last) return;
      last = key;
      requestAnimationFrame(() =>
        setTimeout(() => {
          const paintedMs = performance.timeOrigin + performance.now();
          window.watched.sightings.push({ paintedMs, ...seen });
        }),
      );
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

export function watchedOn(page: Page): Promise<Watched> {
  return page.evaluate(() => window.watched);
}
