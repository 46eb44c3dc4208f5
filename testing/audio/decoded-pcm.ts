import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { WAV_BYTES_PER_SECOND } from './wav';

/**
 * 16-bit mono PCM at 16 kHz of a recording that the browser can decode.
 *
 * @param page any page, for its decoder
 */
export async function decodedPcm(page: Page, path: string): Promise<Buffer> {
  const pcm = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const context = new OfflineAudioContext(1, 1, 16_000);
    const decoded = await context.decodeAudioData(bytes.buffer);
    const rounded = Int16Array.from(decoded.getChannelData(0), (sample) => Math.round(sample * 32_767));
    // Twenty minutes as a list of numbers would be too much for the way to Node.
    const reader = new FileReader();
    reader.readAsDataURL(new Blob([rounded]));
    await new Promise((resolve) => reader.addEventListener('load', resolve));
    return String(reader.result).replace(/^.*,/, '');
  }, readFileSync(path).toString('base64'));
  return Buffer.from(pcm, 'base64');
}

/** The part of `pcm` between two times. */
export function cutPcm(pcm: Buffer, startSeconds: number, endSeconds: number): Buffer {
  const byteAt = (seconds: number) => 2 * Math.round((seconds * WAV_BYTES_PER_SECOND) / 2);
  return pcm.subarray(byteAt(startSeconds), byteAt(endSeconds));
}
