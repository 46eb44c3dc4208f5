import { MATROSKA, MP4, QTFF, WAVE, WEBM, type Input, type InputAudioTrack } from 'mediabunny';
import { declaredWaveBytes } from '../../core/audio/wave-file';
import { AppError } from '../../core/errors';

/** The end of a larger file is not looked for: it would be read twice. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;

/** What a track says of its sound. */
export interface DeclaredSound {
  readonly sampleRate: number;
  /** Where the track ends on its own clock; null where that cannot be found quickly. */
  readonly durationSeconds: number | null;
  /** The end was looked for and not found: the sound breaks off somewhere. */
  readonly isEndless: boolean;
}

/**
 * The audio track that a player would choose, or else the first that can be decoded.
 *
 * @throws AppError 'audio-undecodable', 'audio-no-track' or 'audio-damaged'
 */
export async function findAudioTrack(input: Input): Promise<InputAudioTrack> {
  if ((await input.getTracks()).length === 0) throw await noTracks(input);
  const primary = await input.getPrimaryAudioTrack();
  if (!primary) throw new AppError('audio-no-track', 'the file has no audio track');
  for (const track of [primary, ...(await input.getAudioTracks())]) {
    if (await track.canDecode()) return track;
  }
  const codec = (await primary.getCodec()) ?? 'an unknown codec';
  throw new AppError('audio-undecodable', `no decoder for ${codec}`);
}

/** Some formats name tracks whatever is in them, others (Ogg, MPEG-TS) only those that mediabunny knows. */
async function noTracks(input: Input): Promise<AppError> {
  const format = await input.getFormat();
  // Such a file ends before it says what is in it: MP4 often says so at its end.
  const isCut = [MP4, QTFF, MATROSKA, WEBM].some((each) => each === format);
  return isCut
    ? new AppError('audio-damaged', 'the file ends before it names its tracks')
    : new AppError('audio-undecodable', `no track of this ${format.name} file is known`);
}

/** What `track` says of itself, or is soon found out. `file` is the one it is in. */
export async function declaredSound(track: InputAudioTrack, file: File): Promise<DeclaredSound> {
  const sampleRate = await track.getSampleRate();
  const declaredSeconds = await track.getDurationFromMetadata();
  if (declaredSeconds !== null) {
    const longer = await timesLonger(track.input, file);
    return { sampleRate, durationSeconds: declaredSeconds * longer, isEndless: false };
  }
  if (file.size > MAX_SEARCHED_BYTES) return { sampleRate, durationSeconds: null, isEndless: false };
  // Ogg, ADTS and live WebM declare none. A file that is broken further on has none either, but can be begun.
  const foundSeconds = await track.computeDuration().catch(() => null);
  return { sampleRate, durationSeconds: foundSeconds, isEndless: foundSeconds === null };
}

/** How many times longer a WAV file says it is than mediabunny takes it for, which looks only at what is there. */
async function timesLonger(input: Input, file: File): Promise<number> {
  if ((await input.getFormat()) !== WAVE) return 1;
  const declaredBytes = declaredWaveBytes(await file.slice(0, 8).arrayBuffer());
  return Math.max(1, (declaredBytes ?? 0) / file.size);
}
