import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import { afterEach, expect, test, vi } from 'vitest';
import { decodedPieces } from '../../../../src/lib/audio/media/packet-decoder';
import { fixture } from './recordings';

afterEach(() => void vi.unstubAllGlobals());

/** The times of the pieces of a file, in seconds, and their lengths in samples. */
async function readPieces(name: string): Promise<(readonly [startSeconds: number, length: number])[]> {
  const input = new Input({ source: new BlobSource(await fixture(name)), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  const read = [];
  for await (const { startSeconds, channels } of decodedPieces(track!, {
    fromSeconds: -Infinity,
    untilSeconds: Infinity,
  }))
    read.push([startSeconds, channels[0]?.length ?? 0] as const);
  return read;
}

// Firefox 153, where Chromium gives nothing for the first packet of Vorbis.
test.each(['times/tone-vorbis.webm', 'times/pause-vorbis.mkv', 'formats/speech.ogg'])(
  'a first piece without a sample is passed over, and all others of %s keep their times',
  async (name) => {
    const expected = await readPieces(name);
    expect(expected.length).toBeGreaterThan(5);
    vi.stubGlobal('AudioDecoder', EmptyFirst);
    expect(await readPieces(name)).toEqual(expected);
  },
);

/** Gives a piece without a sample before all others. */
class EmptyFirst extends AudioDecoder {
  constructor({ output, error }: AudioDecoderInit) {
    let isFirst = true;
    super({
      error,
      output: (data) => {
        if (isFirst)
          output({ numberOfFrames: 0, sampleRate: data.sampleRate, close: () => undefined } as AudioData);
        isFirst = false;
        output(data);
      },
    });
  }
}
