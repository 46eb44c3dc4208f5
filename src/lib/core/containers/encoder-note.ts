import type { SoundFrame } from './sound-frame';

/** Samples that every MP3 decoder is late by. */
const DECODER_DELAY_SAMPLES = 529;

/** What the encoder of an MP3 notes in a first frame, which has no sound ("Xing", "Info"). */
export interface EncoderNote {
  /** Of the frames behind the note; null where it does not say. */
  readonly frameCount: number | null;
  /** What a player drops at the start, the delay of encoder and decoder; 0 where it does not say. */
  readonly startSamples: number;
  /** What a player drops at the end, in the last frames. */
  readonly endSamples: number;
}

/** Behind header and side information, whose length hangs on version and channels. */
function noteOffset({ sampleCount, channelCount }: SoundFrame): number {
  const isFirstVersion = sampleCount === 1152;
  if (isFirstVersion) return channelCount === 1 ? 4 + 17 : 4 + 32;
  return channelCount === 1 ? 4 + 9 : 4 + 17;
}

/** Parts that the note may have, by their flags, and their lengths in bytes. */
const FRAME_COUNT = 1;
const PARTS: readonly (readonly [flag: number, sizeBytes: number])[] = [
  [FRAME_COUNT, 4],
  [2, 4],
  [4, 100],
  [8, 4],
];
const LAST_LETTER_OF_XING = 0x67;
const LAST_LETTER_OF_INFO = 0x6f;
/** Encoders that write how much they put before and behind the sound. */
const KNOWN_ENCODERS = ['LAME', 'Lavf', 'Lavc'];
const DELAYS_OFFSET = 21;

/**
 * @param bytes of the file, `byte` is where `frame` begins
 * @returns null if the frame is one of sound
 * @see "MP3 Info Tag revision 1", LAME project
 */
export function readEncoderNote(bytes: Uint8Array, byte: number, frame: SoundFrame): EncoderNote | null {
  const noteByte = byte + noteOffset(frame);
  if (bytes[noteByte + 3] !== LAST_LETTER_OF_XING && bytes[noteByte + 3] !== LAST_LETTER_OF_INFO) return null;
  const body = bytes.subarray(noteByte, byte + frame.sizeBytes);
  const name = ascii(body, 0);
  if (body.length < 8 || (name !== 'Xing' && name !== 'Info')) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const flags = view.getUint32(4);
  const encoderByte = PARTS.reduce((at, [flag, sizeBytes]) => at + (flags & flag ? sizeBytes : 0), 8);
  const frameCount = flags & FRAME_COUNT && body.length >= 12 ? view.getUint32(8) : null;
  const knowsDelays =
    KNOWN_ENCODERS.includes(ascii(body, encoderByte)) && body.length >= encoderByte + DELAYS_OFFSET + 3;
  if (!knowsDelays) return { frameCount, startSamples: 0, endSamples: 0 };
  // Two numbers of 12 bits.
  const delays = view.getUint32(encoderByte + DELAYS_OFFSET - 1) & 0xffffff;
  return {
    frameCount,
    startSamples: (delays >> 12) + DECODER_DELAY_SAMPLES,
    endSamples: Math.max(0, (delays & 0xfff) - DECODER_DELAY_SAMPLES),
  };
}

function ascii(bytes: Uint8Array, byte: number): string {
  return String.fromCharCode(...bytes.subarray(byte, byte + 4));
}
