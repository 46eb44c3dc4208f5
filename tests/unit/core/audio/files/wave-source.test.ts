import { describe, expect, test } from 'vitest';
import { openWave } from '../../../../../src/lib/core/audio/files/wave-source';
import type { SoundSource } from '../../../../../src/lib/core/audio/sound-source';
import type { FilePiece } from '../../../../../testing/models/toy-ggml-file';
import { outcomesOfCuts, outcomesOfFlips } from '../../../support/damaged-files';
import { fixtureBytes } from '../../../support/fixture-file';
import { MemoryBlob } from '../../../support/memory-blob';
import { wave, waveChunk, type WaveContents } from '../../../support/wave-file';
import { likenessDb, soundOf } from '../../../support/whole-sound';

const bytesOf = (...values: number[]) => Uint8Array.from(values);
const half = bytesOf(0x00, 0x40, 0x00, 0xc0, 0x00, 0x80);

async function opened(bytes: Uint8Array): Promise<SoundSource> {
  const contents = await openWave(new MemoryBlob(bytes).asBlob());
  if (!contents || !('sound' in contents)) throw new Error('no sound of its own');
  return contents.sound;
}

const read = async (contents: WaveContents) => soundOf(await opened(wave(contents)));

describe('samples are read', () => {
  const guid = (tag: number) =>
    bytesOf(22, 0, 24, 0, 4, 0, 0, 0, tag, 0, 0, 0, 0, 0, 16, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71);
  const cases: [string, Omit<WaveContents, 'sound'>, Uint8Array][] = [
    ['8 bits', { bits: 8 }, bytesOf(0xc0, 0x40, 0x00)],
    ['16 bits', {}, half],
    ['12 bits', { bits: 12, blockBytes: 2 }, half],
    ['24 bits', { bits: 24 }, bytesOf(0, 0, 0x40, 0, 0, 0xc0, 0, 0, 0x80)],
    ['24 bits in 4 bytes', { bits: 24, blockBytes: 4 }, bytesOf(0, 0, 0, 0x40, 0, 0, 0, 0xc0, 0, 0, 0, 0x80)],
    ['32 bits', { bits: 32 }, bytesOf(0, 0, 0, 0x40, 0, 0, 0, 0xc0, 0, 0, 0, 0x80)],
    ['floats', { tag: 3, bits: 32 }, new Uint8Array(Float32Array.of(0.5, -0.5, -1).buffer)],
    ['long floats', { tag: 3, bits: 64 }, new Uint8Array(Float64Array.of(0.5, -0.5, -1).buffer)],
    ['RIFX', { isBigEndian: true }, bytesOf(0x40, 0, 0xc0, 0, 0x80, 0)],
    ['an extensible format', { tag: 0xfffe, extra: guid(1) }, half],
  ];
  test.each(cases)('of %s', async (_, contents, sound) => {
    expect(await read({ ...contents, sound })).toEqual({ channels: [[0.5, -0.5, -1]], failure: null });
  });

  test.each([
    [7, -5372 / 32_768],
    [6, -32_256 / 32_768],
  ])('of telephones: coding %i', async (tag, expected) => {
    expect((await read({ tag, bits: 8, sound: bytesOf(0x2a) })).channels[0]?.[0]).toBeCloseTo(expected, 6);
  });

  test('of each channel', async () => {
    const { channels } = await read({ channelCount: 2, bits: 8, sound: bytesOf(0xc0, 0x40, 0x80, 0x00) });
    expect(channels).toEqual([
      [0.5, 0],
      [-0.5, -1],
    ]);
  });
});

describe('the length is that of what is there', () => {
  test.each([
    ['all sizes are zero', { declaredFileBytes: 0, declaredSoundBytes: 0 }],
    ['the size of the sound is zero', { declaredSoundBytes: 0 }],
    ['the sizes are the largest', { declaredFileBytes: 0xffffffff, declaredSoundBytes: 0xffffffff }],
    ['the sizes are those of a pipe', { declaredFileBytes: 0x7f000024, declaredSoundBytes: 0x7f000000 }],
    ['the size of the whole alone is wrong', { declaredFileBytes: 12 }],
  ])('where %s', async (_, sizes) => {
    const source = await opened(wave({ ...sizes, sound: half }));
    expect(source.durationSeconds).toBe(3 / 16_000);
    expect(await soundOf(source)).toEqual({ channels: [[0.5, -0.5, -1]], failure: null });
  });

  test('where the file ends before the size that it gives, and it is said to break off', async () => {
    const source = await opened(wave({ declaredSoundBytes: 32_000, sound: half }));
    expect(source.durationSeconds).toBe(3 / 16_000);
    expect(await soundOf(source)).toMatchObject({
      channels: [[0.5, -0.5, -1]],
      failure: { code: 'audio-damaged' },
    });
  });

  test('where a size counts a header that is not sound', async () => {
    expect((await read({ declaredSoundBytes: half.length + 44, sound: half })).failure).toBeNull();
  });

  test('of RF64, whose size has 64 bits', async () => {
    const long = bytesOf(0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const bytes = wave({ sound: half, declaredSoundBytes: 0xffffffff, chunks: [waveChunk('ds64', long)] });
    bytes.set(new TextEncoder().encode('RF64'));
    expect((await soundOf(await opened(bytes))).channels).toEqual([[0.5, -0.5]]);
  });

  test('and what stands behind the sound is none', async () => {
    const bytes = Uint8Array.from([...wave({ sound: half }), ...waveChunk('LIST', new Uint8Array(40))]);
    expect((await soundOf(await opened(bytes))).channels).toEqual([[0.5, -0.5, -1]]);
  });
});

describe('ADPCM', () => {
  test('of IMA follows its codes', async () => {
    // A block that begins at 100 with a step of 7, then the codes 1, 7, 15, 8 and so on.
    const sound = bytesOf(100, 0, 0, 0, 0x71, 0x8f, 0x00, 0x00);
    const { channels } = await read({ tag: 0x11, bits: 4, blockBytes: 8, sound });
    expect(channels[0]?.map((sample) => sample * 32_768)).toEqual([100, 101, 112, 82, 78, 81, 84, 87, 89]);
  });

  test('of Microsoft sounds as what it was made of', async () => {
    const original = await soundOf(await opened(await fixtureBytes('formats/speech-s16.wav')));
    const coded = await soundOf(await opened(await fixtureBytes('odd/adpcm.wav')));
    expect(coded.failure).toBeNull();
    expect(coded.channels[0]?.length).toBeGreaterThanOrEqual(8000);
    expect(likenessDb(coded.channels[0] ?? [], original.channels[0]?.slice(0, 8000) ?? [])).toBeGreaterThan(
      15,
    );
  });

  test.each([0x02, 0x11])(
    'coding %i with blocks that have no room for their headers is refused',
    async (tag) => {
      await expect(read({ tag, bits: 4, blockBytes: 4, sound: half })).rejects.toMatchObject({
        code: 'audio-undecodable',
      });
    },
  );
});

test('an MP3 in a WAV file is given as the MP3 that it is', async () => {
  const contents = await openWave(new MemoryBlob(wave({ tag: 0x55, bits: 0, sound: half })).asBlob());
  if (!contents || !('wrapped' in contents)) throw new Error('nothing wrapped');
  expect(new Uint8Array(await contents.wrapped.arrayBuffer())).toEqual(half);
});

test.each([
  [0x160, 'WAV (WMA)'],
  [0x1234, 'WAV (0x1234)'],
])('coding %i is refused by its name', async (tag, format) => {
  await expect(read({ tag, bits: 16, sound: half })).rejects.toMatchObject({
    code: 'audio-undecodable',
    format,
  });
});

test.each([
  ['another RIFF file', Uint8Array.from(wave({ sound: half }), (byte, i) => (i === 8 ? 0x41 : byte))],
  ['nothing', bytesOf()],
])('%s is no WAV file', async (_, bytes) => {
  expect(await openWave(new MemoryBlob(bytes).asBlob())).toBeNull();
});

test('a file of empty chunks only is damaged, and left soon', async () => {
  const empty = Array<Uint8Array>(3000).fill(waveChunk('junk', bytesOf()));
  const bytes = Uint8Array.from([
    ...wave({ sound: half }).subarray(0, 12),
    ...empty.flatMap((chunk) => [...chunk]),
  ]);
  await expect(opened(bytes)).rejects.toMatchObject({ code: 'audio-damaged' });
});

test('reading can begin in the middle', async () => {
  const source = await opened(wave({ sound: new Uint8Array(64_000) }));
  const first = await source.pieces(1.5).next();
  expect(first.value).toMatchObject({ startSeconds: 1.5 });
});

describe('a damaged file', () => {
  const sound = new Uint8Array(48).fill(0x21);
  const readAll = async (file: Blob) => {
    const contents = await openWave(file);
    if (contents && 'sound' in contents) for await (const _piece of contents.sound.pieces()) void _piece;
  };

  test.each([0x01, 0x02, 0x11])('of coding %i is read or refused, and nothing else', async (tag) => {
    const bytes = wave({
      tag,
      channelCount: 2,
      bits: tag === 1 ? 16 : 4,
      blockBytes: tag === 1 ? 4 : 16,
      sound,
    });
    const pieces: FilePiece[] = [{ kind: 'structure', bytes: Uint8Array.from(bytes) }];
    const outcomes = new Set([
      ...(await outcomesOfCuts(readAll, pieces, 1)),
      ...(await outcomesOfFlips(readAll, pieces, 1)),
    ]);
    expect(['read', 'audio-damaged', 'audio-undecodable']).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes).toContain('audio-damaged');
  });
});
