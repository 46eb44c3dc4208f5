import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodedPcm } from '../audio/decoded-pcm';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../audio/wav';
import { browserArguments, findBrowser } from '../../scripts/setup/find-browser.mjs';

/** What a microphone is to hear: recordings, and seconds of silence. */
export type Heard = string | number;

/**
 * Chromium whose microphone plays `heard` once, from the moment when it is opened.
 *
 * @param decoder any page, for its decoder
 */
export async function launchSpeaking(decoder: Page, heard: readonly Heard[]): Promise<Browser> {
  const parts: Buffer[] = [];
  for (const each of heard)
    parts.push(typeof each === 'number' ? silence(each) : await decodedPcm(decoder, each));
  const sound = Buffer.concat(parts);
  const path = join(mkdtempSync(join(tmpdir(), 'superwhisper2-microphone-')), 'heard.wav');
  writeFileSync(path, Buffer.concat([wavHeader(sound.length), sound]));
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...browserArguments(),
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${path}%noloop`,
    ],
  });
}

function silence(seconds: number): Buffer {
  return Buffer.alloc(2 * Math.round((seconds * WAV_BYTES_PER_SECOND) / 2));
}
