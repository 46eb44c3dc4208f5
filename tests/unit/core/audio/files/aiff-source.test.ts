import { describe, expect, test } from 'vitest';
import { openAiff } from '../../../../../src/lib/core/audio/files/aiff-source';
import type { SoundSource } from '../../../../../src/lib/core/audio/sound-source';
import { aiff, aiffChunk, aiffChunks, aiffFile, type AiffContents } from '../../../support/aiff-file';
import { outcomesOfCuts, outcomesOfFlips } from '../../../support/damaged-files';
import { MemoryBlob } from '../../../support/memory-blob';
import { soundOf } from '../../../support/whole-sound';
import type { FilePiece } from '../../../../../testing/models/toy-ggml-file';

async function opened(bytes: Uint8Array): Promise<SoundSource> {
  const source = await openAiff(new MemoryBlob(bytes).asBlob());
  if (!source) throw new Error('not taken for an AIFF file');
  return source;
}

const read = async (bytes: Uint8Array) => soundOf(await opened(bytes));
const bytesOf = (...values: number[]) => Uint8Array.from(values);

function floats(bits: 32 | 64, ...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer((values.length * bits) / 8));
  for (const [i, value] of values.entries()) {
    if (bits === 32) view.setFloat32(i * 4, value);
    else view.setFloat64(i * 8, value);
  }
  return new Uint8Array(view.buffer);
}

describe('samples are read', () => {
  const cases: [string, Omit<AiffContents, 'sound'>, Uint8Array][] = [
    ['8 bits', { bits: 8 }, bytesOf(0x40, 0xc0, 0x80)],
    ['12 bits', { bits: 12 }, bytesOf(0x40, 0x00, 0xc0, 0x00, 0x80, 0x00)],
    ['16 bits', { bits: 16 }, bytesOf(0x40, 0x00, 0xc0, 0x00, 0x80, 0x00)],
    ['24 bits', { bits: 24 }, bytesOf(0x40, 0, 0, 0xc0, 0, 0, 0x80, 0, 0)],
    ['32 bits', { bits: 32 }, bytesOf(0x40, 0, 0, 0, 0xc0, 0, 0, 0, 0x80, 0, 0, 0)],
    ['NONE', { compression: 'NONE' }, bytesOf(0x40, 0x00, 0xc0, 0x00, 0x80, 0x00)],
    ['twos', { compression: 'twos' }, bytesOf(0x40, 0x00, 0xc0, 0x00, 0x80, 0x00)],
    ['in24', { compression: 'in24' }, bytesOf(0x40, 0, 0, 0xc0, 0, 0, 0x80, 0, 0)],
    ['in32', { compression: 'in32' }, bytesOf(0x40, 0, 0, 0, 0xc0, 0, 0, 0, 0x80, 0, 0, 0)],
    ['42n1', { compression: '42n1' }, bytesOf(0, 0, 0x40, 0, 0, 0xc0, 0, 0, 0x80)],
    ['42ni', { compression: '42ni' }, bytesOf(0, 0, 0x40, 0, 0, 0xc0, 0, 0, 0x80)],
    ['23ni', { compression: '23ni' }, bytesOf(0, 0, 0, 0x40, 0, 0, 0, 0xc0, 0, 0, 0, 0x80)],
    ['sowt', { compression: 'sowt' }, bytesOf(0x00, 0x40, 0x00, 0xc0, 0x00, 0x80)],
    ['sowt of 24 bits', { compression: 'sowt', bits: 24 }, bytesOf(0, 0, 0x40, 0, 0, 0xc0, 0, 0, 0x80)],
    ['raw ', { compression: 'raw ', bits: 8 }, bytesOf(0xc0, 0x40, 0x00)],
    ['fl32', { compression: 'fl32', bits: 32 }, floats(32, 0.5, -0.5, -1)],
    ['FL32', { compression: 'FL32', bits: 32 }, floats(32, 0.5, -0.5, -1)],
    ['fl64', { compression: 'fl64', bits: 64 }, floats(64, 0.5, -0.5, -1)],
    ['FL64', { compression: 'FL64', bits: 64 }, floats(64, 0.5, -0.5, -1)],
  ];
  test.each(cases)('from %s', async (_, contents, sound) => {
    const { channels, failure } = await read(aiff({ ...contents, sampleCount: 3, sound }));
    expect(channels).toEqual([[0.5, -0.5, -1]]);
    expect(failure).toBeNull();
  });

  test.each([
    ['ulaw', -5372 / 32_768],
    ['ULAW', -5372 / 32_768],
    ['alaw', -32_256 / 32_768],
    ['ALAW', -32_256 / 32_768],
  ])('from %s, whose size is given as 16 bits', async (compression, expected) => {
    const { channels } = await read(aiff({ compression, sampleCount: 1, sound: bytesOf(0x2a) }));
    expect(channels[0]?.[0]).toBeCloseTo(expected, 6);
  });

  test('of each channel', async () => {
    const { channels } = await read(aiff({ channelCount: 2, bits: 8, sound: bytesOf(0x40, 0, 0x20, 0x10) }));
    expect(channels).toEqual([
      [0.5, 0.25],
      [0, 0.125],
    ]);
  });

  test('of the first 32 channels, if there are more', async () => {
    const sound = new Uint8Array(160).fill(0x40);
    expect((await read(aiff({ channelCount: 40, bits: 8, sound }))).channels).toHaveLength(32);
  });
});

describe('what the file says of itself', () => {
  test.each([8_000, 22_254.5, 44_100, 192_000])('a rate of %d Hz is read', async (sampleRate) => {
    expect((await opened(aiff({ sampleRate, sound: bytesOf(0, 0) }))).sampleRate).toBeCloseTo(sampleRate, 4);
  });

  test('the length is known at once', async () => {
    expect((await opened(aiff({ sound: new Uint8Array(64_000) }))).durationSeconds).toBe(2);
  });

  test('pieces are small and say where they begin', async () => {
    const file = new MemoryBlob(aiff({ sound: new Uint8Array(600_000) }));
    const source = await openAiff(file.asBlob());
    const starts: number[] = [];
    for await (const piece of source!.pieces()) {
      starts.push(piece.startSeconds);
      expect(piece.channels[0]?.length).toBeLessThanOrEqual(131_072);
    }
    expect(starts).toEqual([0, 131_072 / 16_000, 262_144 / 16_000]);
    expect(file.readBytes).toBeLessThan(600_200);
  });

  test('chunks may come in any order, with others between, of odd sizes', async () => {
    const { common, sound } = aiffChunks({ bits: 8, sound: bytesOf(0x40) });
    const other = aiffChunk('NAME', bytesOf(1, 2, 3));
    for (const chunks of [
      [sound, common],
      [other, common, other, sound],
      [other, sound, other, common, other],
    ]) {
      expect((await read(aiffFile(chunks))).channels).toEqual([[0.5]]);
    }
  });

  test('samples may begin behind an offset', async () => {
    const bytes = aiff({ bits: 8, offsetBytes: 6, sampleCount: 2, sound: bytesOf(0x40, 0x20) });
    expect((await read(bytes)).channels).toEqual([[0.5, 0.25]]);
  });

  test.each([
    ['never filled in', { sampleCount: 0 }],
    ['larger than the sound', { sampleCount: 2_000_000_000 }],
  ])('a count of samples that was %s is not believed', async (_, contents) => {
    const source = await opened(aiff({ ...contents, bits: 8, sound: bytesOf(0x40, 0x20) }));
    expect(source.durationSeconds).toBe(2 / 16_000);
    expect(await soundOf(source)).toEqual({ channels: [[0.5, 0.25]], failure: null });
  });

  test('what stands behind the counted samples is not sound', async () => {
    const bytes = aiff({ bits: 8, sampleCount: 2, sound: bytesOf(0x40, 0x20, 0x7f, 0x7f) });
    expect((await read(bytes)).channels).toEqual([[0.5, 0.25]]);
  });

  test.each([0, 0x7f000000, 0xffffffff])(
    'a sound of %i bytes was written to a pipe and goes to the end',
    async (declaredSoundBytes) => {
      const bytes = aiff({ bits: 8, sampleCount: 0, declaredSoundBytes, sound: bytesOf(0x40, 0x20) });
      expect(await read(bytes)).toEqual({ channels: [[0.5, 0.25]], failure: null });
    },
  );
});

describe('a file that is not whole', () => {
  test('gives what is there, and breaks off', async () => {
    const bytes = aiff({ bits: 8, sound: new Uint8Array(1600).fill(0x40) });
    const source = await opened(bytes.subarray(0, bytes.length - 800));
    expect(source.durationSeconds).toBe(800 / 16_000);
    expect(await soundOf(source)).toMatchObject({
      channels: [Array<number>(800).fill(0.5)],
      failure: { code: 'audio-damaged' },
    });
  });

  test.each([
    ['without a format', aiffFile([aiffChunks({ sound: bytesOf(0, 0) }).sound]), 'audio-damaged'],
    ['without its sound', aiffFile([aiffChunks({ sound: bytesOf(0, 0) }).common]), 'audio-damaged'],
    ['of no sound', aiffFile([aiffChunks({ sound: bytesOf() }).common]), 'audio-empty'],
    ['of no channels', aiff({ channelCount: 0, sampleCount: 1, sound: bytesOf(0, 0) }), 'audio-damaged'],
    ['of samples without bits', aiff({ bits: 0, sampleCount: 1, sound: bytesOf(0, 0) }), 'audio-damaged'],
    ['of samples of 40 bits', aiff({ bits: 40, sound: bytesOf(0, 0, 0, 0, 0) }), 'audio-undecodable'],
    ['of an unknown compression', aiff({ compression: 'QDM2', sound: bytesOf(0, 0) }), 'audio-undecodable'],
    [
      'of empty chunks only',
      aiffFile(Array<Uint8Array>(2000).fill(aiffChunk('AUTH', bytesOf()))),
      'audio-damaged',
    ],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(opened(bytes)).rejects.toMatchObject({ code });
  });

  test('a chunk that claims four gigabytes is not read into memory', async () => {
    const file = new MemoryBlob(aiffFile([aiffChunk('COMM', new Uint8Array(100_000), 0xffffffff)]));
    await openAiff(file.asBlob()).catch(() => undefined);
    expect(file.readBytes).toBeLessThan(100);
  });
});

test.each([
  ['another IFF file', aiffFile([], '8SVX')],
  ['something else', bytesOf(1, 2, 3)],
  ['nothing', bytesOf()],
])('%s is no AIFF file', async (_, bytes) => {
  expect(await openAiff(new MemoryBlob(bytes).asBlob())).toBeNull();
});

describe('a damaged file', () => {
  const contents = { channelCount: 2, compression: 'sowt', sound: new Uint8Array(40).fill(0x21) };
  const pieces: FilePiece[] = [{ kind: 'structure', bytes: Uint8Array.from(aiff(contents)) }];
  const readAll = async (file: Blob) => {
    const source = await openAiff(file);
    for await (const _piece of source?.pieces() ?? []) void _piece;
  };

  test('that is cut anywhere is damaged, or no longer known for what it is', async () => {
    // 'read' is what becomes of a name that is cut: other readers are asked then.
    expect(await outcomesOfCuts(readAll, pieces, 1)).toEqual(new Set(['read', 'audio-damaged']));
  });

  test('with a damaged byte anywhere is read or refused, and nothing else', async () => {
    const outcomes = await outcomesOfFlips(readAll, pieces, 1);
    expect(['read', 'audio-damaged', 'audio-undecodable']).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes).toContain('audio-damaged');
  });
});
