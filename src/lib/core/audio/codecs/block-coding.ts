import type { SampleCoding } from './sample-coding';

/** How the sound of a file is written: in blocks of one size, each with the same samples of every channel. */
export interface BlockCoding {
  readonly blockBytes: number;
  /** Of each channel. */
  readonly blockSamples: number;
  /** Of each channel, in a last block that is cut after so many bytes. */
  readonly samplesIn: (bytes: number) => number;
  /**
   * Whole blocks to samples.
   *
   * @param view of `blockCount` blocks
   * @param channels those that are wanted, the first ones of the file, with room for all their samples
   */
  readonly decode: (view: DataView, blockCount: number, channels: readonly Float32Array[]) => void;
}

/** Samples that are written one by one, of all channels in turn. */
export function plainCoding({ sampleBytes, read }: SampleCoding, channelCount: number): BlockCoding {
  const blockBytes = sampleBytes * channelCount;
  return {
    blockBytes,
    blockSamples: 1,
    samplesIn: () => 0,
    decode: (view, blockCount, channels) => {
      for (const [i, samples] of channels.entries()) {
        let offset = i * sampleBytes;
        for (let sample = 0; sample < blockCount; sample++, offset += blockBytes) {
          samples[sample] = read(view, offset);
        }
      }
    },
  };
}

/** The decoder of one block, as a decoder of many. */
export function blockByBlock(
  { blockBytes, blockSamples }: Pick<BlockCoding, 'blockBytes' | 'blockSamples'>,
  decodeBlock: (view: DataView, startByte: number, channels: readonly Float32Array[]) => void,
): BlockCoding['decode'] {
  return (view, blockCount, channels) => {
    for (let block = 0; block < blockCount; block++) {
      const startSample = block * blockSamples;
      const parts = channels.map((channel) => channel.subarray(startSample, startSample + blockSamples));
      decodeBlock(view, block * blockBytes, parts);
    }
  };
}
