import { SAMPLE_RATE } from './audio-format';

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const BITS_PER_BYTE = 8;
/** Format tag of samples that are whole numbers. */
const PCM = 1;
/** Sizes in the header have 32 bits: 37 hours of sound. */
const MAX_SAMPLES = Math.floor((2 ** 32 - HEADER_BYTES) / SAMPLE_BYTES);

/**
 * What stands before the samples of a WAV file: 16 bits, mono, 16 kHz.
 *
 * @throws RangeError if the format cannot hold as many samples
 * @see Microsoft and IBM 1991, Multimedia Programming Interface and Data Specifications 1.0, "WAVE"
 */
export function waveHeader(sampleCount: number): Uint8Array<ArrayBuffer> {
  if (sampleCount > MAX_SAMPLES) throw new RangeError(`a WAV file cannot hold ${sampleCount} samples`);
  const soundBytes = sampleCount * SAMPLE_BYTES;
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  const text = new TextEncoder();
  header.set(text.encode('RIFF'), 0);
  view.setUint32(4, HEADER_BYTES - 8 + soundBytes, true);
  header.set(text.encode('WAVEfmt '), 8);
  view.setUint32(16, 16, true); // bytes of what follows, up to 'data'
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * SAMPLE_BYTES, true);
  view.setUint16(32, SAMPLE_BYTES, true);
  view.setUint16(34, SAMPLE_BYTES * BITS_PER_BYTE, true);
  header.set(text.encode('data'), 36);
  view.setUint32(40, soundBytes, true);
  return header;
}

/** Samples as they lie in such a file: what is out of [-1, 1] is clipped. */
export function waveSamples(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * SAMPLE_BYTES));
  for (const [i, sample] of samples.entries()) {
    const clipped = Math.max(-1, Math.min(1, sample));
    view.setInt16(i * SAMPLE_BYTES, Math.round(clipped * 0x7fff), true);
  }
  return new Uint8Array(view.buffer);
}
