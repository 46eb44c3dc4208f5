import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { browserArguments, ensureBrowser } from '../../../scripts/setup/find-browser.mjs';
import { decodedPcm } from '../../../testing/audio/decoded-pcm';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../../testing/audio/wav';
import { openApp } from '../../../testing/browser/app-session';

/** Chromium with a profile on disk, whose microphone plays a WAV once, whenever it is opened. */
export async function openSpeaking(profile: string, wav: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await ensureBrowser(),
    locale: 'en-GB',
    permissions: ['microphone'],
    args: [
      ...browserArguments(),
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}%noloop`,
    ],
  });
}

/** The window that it begins with. */
export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

/** Writes a WAV of recordings without pauses between, and silence behind them. */
export async function writeSpoken(
  path: string,
  recordings: readonly string[],
  quietSeconds: number,
): Promise<void> {
  const decoder = await openApp('/evaluate');
  try {
    const parts: Buffer[] = [];
    for (const each of recordings) parts.push(await decodedPcm(decoder.page, each));
    const sound = Buffer.concat([...parts, Buffer.alloc(quietSeconds * WAV_BYTES_PER_SECOND)]);
    writeFileSync(path, Buffer.concat([wavHeader(sound.length), sound]));
  } finally {
    await decoder.close();
  }
}
