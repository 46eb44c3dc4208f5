// Writes the clip that engines are tested with, in mu-law, from a prompt in tests/fixtures/audio:
//
//   npm run build-self-test-clip        needs Chromium
import { chromium } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { decodedPcm } from '../testing/audio/decoded-pcm';
import { muLawSample } from '../src/lib/core/audio/codecs/companding';
import { browserArguments, ensureBrowser } from './setup/find-browser.mjs';
import { inRepository } from './setup/repository.mjs';

const PROMPT = inRepository('tests', 'fixtures', 'audio', 'en-vm-nobodyavail.flac');
const CLIP = inRepository('src', 'lib', 'inference', 'engine', 'choosing', 'self-test-clip.ulaw');

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments() });
const pcm = await decodedPcm(await browser.newPage(), PROMPT);
await browser.close();
const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
const levels = Array.from({ length: 256 }, (_, code) => ({ code, value: muLawSample(code) }));
const nearest = (sample: number) =>
  levels.reduce((best, each) =>
    Math.abs(each.value - sample) < Math.abs(best.value - sample) ? each : best,
  );
writeFileSync(
  CLIP,
  Uint8Array.from(samples, (sample) => nearest(sample / 32_768).code),
);
console.log(`${CLIP}: ${samples.length} samples`);
