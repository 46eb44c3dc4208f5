import { blockByBlock, type BlockCoding } from './block-coding';

/** Half a byte holds one sample. */
const SAMPLES_PER_BYTE = 2;
const HEADER_BYTES = 4;
/** Of one channel, before the next one's turn. */
const GROUP_BYTES = 4;
const GROUP_SAMPLES = GROUP_BYTES * SAMPLES_PER_BYTE; // 8
const LAST_STEP = 88;
const FULL_SCALE = 32_768;

/** How far the place in the table of steps moves with each code, its sign left out. */
const STEP_MOVES = [-1, -1, -1, -1, 2, 4, 6, 8] as const;

/** Steps from 7 to 32767, each about a tenth more than the one before. */
// prettier-ignore
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132,
  7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
] as const;

/**
 * IMA ADPCM as WAV and AVI hold it: sound of small recorders, four bits a sample.
 *
 * @param blockBytes of all channels
 * @returns null where a block has no room for its headers
 * @see IMA Digital Audio Focus and Technical Working Groups 1992, Recommended Practices 3.0; Microsoft 1994, New
 *   Multimedia Data Types and Data Techniques, "DVI ADPCM"
 */
export function imaAdpcm(channelCount: number, blockBytes: number): BlockCoding | null {
  const groupBytes = GROUP_BYTES * channelCount;
  const samplesIn = (bytes: number) =>
    bytes < groupBytes ? 0 : 1 + Math.floor((bytes - groupBytes) / groupBytes) * GROUP_SAMPLES;
  const blockSamples = samplesIn(blockBytes);
  if (blockSamples <= 1) return null;
  const decode = blockByBlock({ blockBytes, blockSamples }, (view, startByte, channels) => {
    for (const [i, samples] of channels.entries()) {
      const decoder = predictorOf(view, startByte + i * HEADER_BYTES);
      samples[0] = decoder.sample;
      for (let sample = 1; sample < blockSamples; sample++) {
        const code = sample - 1;
        const group = Math.floor(code / GROUP_SAMPLES);
        const groupByte = startByte + (group + 1) * groupBytes + i * GROUP_BYTES;
        const byte = view.getUint8(groupByte + ((code % GROUP_SAMPLES) >> 1));
        samples[sample] = decoder.next(code % 2 === 0 ? byte & 0xf : byte >> 4);
      }
    }
  });
  return { blockBytes, blockSamples, samplesIn, decode };
}

/** Of Apple's packets: a header of two bytes, then the samples. */
const PACKET_HEADER_BYTES = 2;
const PACKET_SAMPLES = 64;
const PACKET_BYTES = PACKET_HEADER_BYTES + PACKET_SAMPLES / SAMPLES_PER_BYTE; // 34
/** Of a header: the place in the table of steps. The rest is the value before the first sample. */
const STEP_BITS = 0x7f;

/**
 * IMA ADPCM as AIFF-C and CAF hold it (`ima4`): the packets of all channels in turn.
 *
 * @see Apple 1999, Technical Note TN1081, "IMA 4:1 compression"
 */
export function appleImaAdpcm(channelCount: number): BlockCoding {
  const [blockBytes, blockSamples] = [PACKET_BYTES * channelCount, PACKET_SAMPLES];
  const decode = blockByBlock({ blockBytes, blockSamples }, (view, startByte, channels) => {
    for (const [i, samples] of channels.entries()) {
      const packetByte = startByte + i * PACKET_BYTES;
      const header = view.getInt16(packetByte);
      const decoder = new Predictor(header & ~STEP_BITS, header & STEP_BITS);
      for (let sample = 0; sample < PACKET_SAMPLES; sample++) {
        const byte = view.getUint8(packetByte + PACKET_HEADER_BYTES + (sample >> 1));
        samples[sample] = decoder.next(sample % 2 === 0 ? byte & 0xf : byte >> 4);
      }
    }
  });
  return { blockBytes, blockSamples, samplesIn: () => 0, decode };
}

function predictorOf(view: DataView, headerByte: number): Predictor {
  return new Predictor(view.getInt16(headerByte, true), view.getUint8(headerByte + 2));
}

/** What one channel of a block remembers from sample to sample. */
class Predictor {
  #predicted: number;
  #step: number;

  constructor(predicted: number, step: number) {
    this.#predicted = predicted;
    this.#step = Math.min(step, LAST_STEP);
  }

  get sample(): number {
    return this.#predicted / FULL_SCALE;
  }

  /** @param code of 4 bits: a sign and how many eighths of the step, in a way */
  next(code: number): number {
    const step = STEPS[this.#step] ?? 0;
    let change = step >> 3;
    if (code & 4) change += step;
    if (code & 2) change += step >> 1;
    if (code & 1) change += step >> 2;
    const predicted = this.#predicted + (code & 8 ? -change : change);
    this.#predicted = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, predicted));
    this.#step = Math.max(0, Math.min(LAST_STEP, this.#step + (STEP_MOVES[code & 7] ?? 0)));
    return this.sample;
  }
}
