import { describe, expect, test } from 'vitest';
import { openCaf } from '../../../../../src/lib/core/audio/files/caf-source';
import type { SoundSource } from '../../../../../src/lib/core/audio/sound-source';
import type { FilePiece } from '../../../../../testing/models/toy-ggml-file';
import { outcomesOfCuts, outcomesOfFlips } from '../../../support/damaged-files';
import { fixtureBytes } from '../../../support/fixture-file';
import { MemoryBlob } from '../../../support/memory-blob';
import { likenessDb, soundOf } from '../../../support/whole-sound';
import { openWave } from '../../../../../src/lib/core/audio/files/wave-source';

const half = Uint8Array.of(0x40, 0x00, 0xc0, 0x00, 0x80, 0x00);

interface CafContents {
  readonly codec?: string;
  readonly flags?: number;
  readonly packetBytes?: number;
  readonly bits?: number;
  readonly sound?: Uint8Array;
  readonly declaredBytes?: number;
}

function caf({
  codec = 'lpcm',
  flags = 0,
  packetBytes = 2,
  bits = 16,
  ...contents
}: CafContents): Uint8Array {
  const { sound = half } = contents;
  const bytes = new Uint8Array(8 + 12 + 32 + 12 + 4 + sound.length);
  const view = new DataView(bytes.buffer);
  const write = (byte: number, text: string) => bytes.set(new TextEncoder().encode(text), byte);
  write(0, 'caff');
  view.setUint16(4, 1);
  write(8, 'desc');
  view.setBigInt64(12, 32n);
  view.setFloat64(20, 16_000);
  write(28, codec);
  for (const [i, value] of [flags, packetBytes, 1, 1, bits].entries()) view.setUint32(32 + 4 * i, value);
  write(52, 'data');
  view.setBigInt64(56, BigInt(contents.declaredBytes ?? sound.length + 4));
  bytes.set(sound, 68);
  return bytes;
}

async function opened(bytes: Uint8Array): Promise<SoundSource> {
  const source = await openCaf(new MemoryBlob(bytes).asBlob());
  if (!source) throw new Error('not taken for a CAF file');
  return source;
}

const readAll = async (file: Blob) => {
  const source = await openCaf(file);
  for await (const _piece of source?.pieces() ?? []) void _piece;
};

/** What the fixtures were made of, at the same rate. */
async function original(): Promise<number[]> {
  const contents = await openWave(new MemoryBlob(await fixtureBytes('formats/speech-s16.wav')).asBlob());
  if (!contents || !('sound' in contents)) throw new Error('no sound');
  return (await soundOf(contents.sound)).channels[0] ?? [];
}

test.each([
  ['16 bits', {}],
  ['16 bits, the low byte first', { flags: 2, sound: Uint8Array.of(0x00, 0x40, 0x00, 0xc0, 0x00, 0x80) }],
  ['8 bits', { bits: 8, packetBytes: 1, sound: Uint8Array.of(0x40, 0xc0, 0x80) }],
  [
    'floats',
    { flags: 3, bits: 32, packetBytes: 4, sound: new Uint8Array(Float32Array.of(0.5, -0.5, -1).buffer) },
  ],
])('samples of %s are read', async (_, contents) => {
  const source = await opened(caf(contents));
  expect(source.durationSeconds).toBe(3 / 16_000);
  expect(await soundOf(source)).toEqual({ channels: [[0.5, -0.5, -1]], failure: null });
});

test('a size that is not known goes to the end', async () => {
  expect((await soundOf(await opened(caf({ declaredBytes: -1 })))).channels).toEqual([[0.5, -0.5, -1]]);
});

test('a file that is cut gives what is there, and breaks off', async () => {
  expect(await soundOf(await opened(caf({ declaredBytes: 3200 })))).toMatchObject({
    channels: [[0.5, -0.5, -1]],
    failure: { code: 'audio-damaged' },
  });
});

test('a codec that is not read is refused by its name', async () => {
  await expect(opened(caf({ codec: 'opus' }))).rejects.toMatchObject({
    code: 'audio-undecodable',
    format: 'CAF (Opus)',
  });
});

test('another file is no CAF file', async () => {
  expect(await openCaf(new MemoryBlob(Uint8Array.of(1, 2, 3)).asBlob())).toBeNull();
});

describe('what is compressed', () => {
  test('as Apple Lossless is to the bit what it was made of', async () => {
    const { channels, failure } = await soundOf(await opened(await fixtureBytes('formats/speech-alac.caf')));
    expect(failure).toBeNull();
    expect(channels).toHaveLength(2);
    const expected = await original();
    for (const channel of channels) expect(likenessDb(channel, expected)).toBe(Infinity);
  });

  test('as IMA4 sounds as it did', async () => {
    const { channels } = await soundOf(await opened(await fixtureBytes('formats/speech-ima4.caf')));
    expect(likenessDb(channels[0] ?? [], await original())).toBeGreaterThan(15);
  });
});

describe('a damaged file', () => {
  test.each(['lpcm', 'ima4'])('of %s is read or refused, and nothing else', async (codec) => {
    const bytes = caf({ codec, sound: new Uint8Array(80).fill(0x21) });
    const pieces: FilePiece[] = [{ kind: 'structure', bytes: Uint8Array.from(bytes) }];
    const outcomes = new Set([
      ...(await outcomesOfCuts(readAll, pieces, 1)),
      ...(await outcomesOfFlips(readAll, pieces, 1)),
    ]);
    expect(['read', 'audio-damaged', 'audio-undecodable']).toEqual(expect.arrayContaining([...outcomes]));
  });

  test('of Apple Lossless is read or refused, and nothing else', { timeout: 60_000 }, async () => {
    const bytes = await fixtureBytes('formats/speech-alac.caf');
    const pieces: FilePiece[] = [
      { kind: 'structure', bytes: Uint8Array.from(bytes.subarray(0, 200)) },
      { kind: 'data', bytes: Uint8Array.from(bytes.subarray(200)) },
    ];
    const outcomes = new Set([
      ...(await outcomesOfCuts(readAll, pieces, 2999)),
      ...(await outcomesOfFlips(readAll, pieces, 2999)),
    ]);
    expect(['read', 'audio-damaged', 'audio-undecodable']).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes).toContain('audio-damaged');
  });
});
