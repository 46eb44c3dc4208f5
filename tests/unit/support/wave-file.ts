/** What goes into a WAV file of a test. */
export interface WaveContents {
  /** Number of the coding; 1 is PCM. */
  readonly tag?: number;
  readonly channelCount?: number;
  readonly sampleRate?: number;
  readonly bits?: number;
  readonly blockBytes?: number;
  /** Behind what every format has. */
  readonly extra?: Uint8Array;
  readonly sound: Uint8Array;
  /** What the file says of its sizes; as they are unless given. */
  readonly declaredFileBytes?: number;
  readonly declaredSoundBytes?: number;
  /** RIFX: the bytes of each number the other way round. */
  readonly isBigEndian?: boolean;
  /** Between the format and the sound. */
  readonly chunks?: readonly Uint8Array[];
}

/** A named part of a WAV file, with its padding. */
export function waveChunk(
  name: string,
  body: Uint8Array,
  sizeBytes = body.length,
  isBig = false,
): Uint8Array {
  return join(ascii(name), number(4, sizeBytes, isBig), body, new Uint8Array(body.length % 2));
}

/** A whole WAV file. */
export function wave(contents: WaveContents): Uint8Array {
  const { tag = 1, channelCount = 1, sampleRate = 16_000, bits = 16, isBigEndian: isBig = false } = contents;
  const { blockBytes = Math.ceil(bits / 8) * channelCount, extra = new Uint8Array(), chunks = [] } = contents;
  const fields: [number, number][] = [
    [2, tag],
    [2, channelCount],
    [4, sampleRate],
    [4, sampleRate * blockBytes],
    [2, blockBytes],
    [2, bits],
  ];
  const format = join(...fields.map(([bytes, value]) => number(bytes, value, isBig)), extra);
  const sound = waveChunk('data', contents.sound, contents.declaredSoundBytes, isBig);
  const body = join(ascii('WAVE'), waveChunk('fmt ', format, format.length, isBig), ...chunks, sound);
  return join(
    ascii(isBig ? 'RIFX' : 'RIFF'),
    number(4, contents.declaredFileBytes ?? body.length, isBig),
    body,
  );
}

function number(bytes: number, value: number, isBig: boolean): Uint8Array {
  const little = Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
  return isBig ? little.reverse() : little;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
