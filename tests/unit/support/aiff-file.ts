/** What goes into an AIFF file of a test. */
export interface AiffContents {
  readonly channelCount?: number;
  readonly sampleCount?: number;
  readonly bits?: number;
  readonly sampleRate?: number;
  /** Makes it AIFF-C. */
  readonly compression?: string;
  /** Of the samples, as they lie in the file. */
  readonly sound: Uint8Array;
  /** Put in front of the samples, and said to be there. */
  readonly offsetBytes?: number;
  /** What the sound chunk says of its size. */
  readonly declaredSoundBytes?: number;
}

/** A named part of an AIFF file, with its padding. */
export function aiffChunk(name: string, body: Uint8Array, sizeBytes = body.byteLength): Uint8Array {
  return join(ascii(name), uint32(sizeBytes), body, new Uint8Array(body.byteLength % 2));
}

/** An AIFF or AIFF-C file of the given chunks. */
export function aiffFile(chunks: readonly Uint8Array[], type = 'AIFF'): Uint8Array {
  const body = join(ascii(type), ...chunks);
  return join(ascii('FORM'), uint32(body.byteLength), body);
}

/** Its two chunks. */
export function aiffChunks(contents: AiffContents): {
  readonly common: Uint8Array;
  readonly sound: Uint8Array;
} {
  const { channelCount = 1, bits = 16, sampleRate = 16_000, compression } = contents;
  const { sound, offsetBytes = 0 } = contents;
  const { sampleCount = Math.floor(sound.byteLength / channelCount / Math.ceil(bits / 8)) } = contents;
  const name = compression === undefined ? [] : [ascii(compression), Uint8Array.of(3), ascii('abc')];
  const body = join(uint32(offsetBytes), uint32(0), new Uint8Array(offsetBytes), sound);
  return {
    common: aiffChunk(
      'COMM',
      join(uint16(channelCount), uint32(sampleCount), uint16(bits), extended(sampleRate), ...name),
    ),
    sound: aiffChunk('SSND', body, contents.declaredSoundBytes),
  };
}

/** A whole file. */
export function aiff(contents: AiffContents): Uint8Array {
  const { common, sound } = aiffChunks(contents);
  return aiffFile([common, sound], contents.compression === undefined ? 'AIFF' : 'AIFC');
}

/** A rate as AIFF writes it: 80 bits. */
function extended(value: number): Uint8Array {
  const exponent = Math.floor(Math.log2(value));
  const fraction = BigInt(Math.round((value / 2 ** exponent) * 2 ** 31)) << 32n;
  return join(
    uint16(16_383 + exponent),
    uint32(Number(fraction >> 32n)),
    uint32(Number(fraction & 0xffffffffn)),
  );
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
