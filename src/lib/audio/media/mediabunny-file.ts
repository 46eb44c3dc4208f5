import {
  ALL_FORMATS,
  HLS,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
  WAVE,
  WEBM,
  type InputAudioTrack,
} from 'mediabunny';
import type { SoundFile } from '../../core/audio/sound-file';
import type { SoundSource } from '../../core/audio/sound-source';
import type { SoundTrack } from '../../core/audio/sound-tracks';
import { AppError } from '../../core/errors';
import { alacConfigOf } from './alac-track';
import { fileSource } from './file-source';
import { codecName, formatName } from './format-name';
import { findJoinedParts } from './joined-parts';
import { JoinedSource, type FilePart, type OpenedPart } from './joined-source';
import { MediabunnySource } from './mediabunny-source';

// A playlist would have us fetch what it names: no file may make this app use the network. WAV is read in core.
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS && format !== WAVE);
/** Two hundred tracks are no recording. */
const MAX_TRACKS = 32;
const MAX_NAME_LENGTH = 100;
const LANGUAGE = /^[a-z]{2,3}$/;

/** A file of the formats that mediabunny reads, with the tracks that the browser decodes. */
export class MediabunnyFile implements SoundFile {
  readonly #sounds = new Map<number, SoundSource>();

  private constructor(
    private readonly input: Input,
    private readonly file: Blob,
    private readonly decodable: readonly InputAudioTrack[],
    readonly tracks: readonly SoundTrack[],
    readonly usualTrack: number,
  ) {}

  /**
   * @throws AppError 'audio-undecodable', 'audio-no-track' or 'audio-damaged'; what the library throws for a
   * damaged file
   */
  static async open(file: Blob): Promise<MediabunnyFile> {
    const input = new Input({ source: await fileSource(file), formats: FORMATS });
    try {
      const { decodable, usual } = await findAudioTracks(input, file);
      const tracks = await Promise.all(decodable.map(describe));
      return new MediabunnyFile(input, file, decodable, tracks, decodable.indexOf(usual));
    } catch (thrown) {
      input.dispose();
      if (!(thrown instanceof UnsupportedInputFormatError)) throw thrown;
      throw new AppError('audio-undecodable', thrown.message, {
        cause: thrown,
        format: await formatName(file),
      });
    }
  }

  async sound(index: number): Promise<SoundSource> {
    const known = this.#sounds.get(index);
    if (known) return known;
    const { file } = this;
    const sound = await this.#first(index);
    const openPart = (part: FilePart) => this.#openPart(part, index, sound);
    const joined = await findJoinedParts({ file, format: await this.input.getFormat(), sound, openPart });
    const whole = joined ? new JoinedSource(joined, openPart) : sound;
    this.#sounds.set(index, whole);
    return whole;
  }

  close(): void {
    for (const sound of this.#sounds.values()) if (sound instanceof JoinedSource) sound.close();
    this.input.dispose();
  }

  /** Sound of the file, or of its first part if it was joined of several. */
  #first(index: number): Promise<MediabunnySource> {
    const track = this.decodable[index];
    if (!track) throw new RangeError(`no track ${index}`);
    return MediabunnySource.of(track, this.file);
  }

  /** A part that has no such track gives the one that a player would play. */
  async #openPart(
    { startByte, endByte }: FilePart,
    index: number,
    first: MediabunnySource,
  ): Promise<OpenedPart> {
    if (startByte === 0 && endByte === this.file.size) return { sound: first, close: () => undefined };
    const file = await MediabunnyFile.open(this.file.slice(startByte, endByte));
    try {
      const sound = await file.#first(index < file.tracks.length ? index : file.usualTrack);
      return { sound, close: () => file.close() };
    } catch (thrown) {
      file.close();
      throw thrown;
    }
  }
}

/**
 * The audio tracks that can be decoded, and which of them a player would choose.
 *
 * @throws AppError 'audio-undecodable', 'audio-no-track' or 'audio-damaged'
 */
async function findAudioTracks(
  input: Input,
  file: Blob,
): Promise<{ readonly decodable: readonly InputAudioTrack[]; readonly usual: InputAudioTrack }> {
  if ((await input.getTracks()).length === 0) throw await noTracks(input);
  const primary = await input.getPrimaryAudioTrack();
  if (!primary) throw new AppError('audio-no-track', 'the file has no audio track');
  const decodable: InputAudioTrack[] = [];
  for (const track of (await input.getAudioTracks()).slice(0, MAX_TRACKS)) {
    if ((await track.canDecode()) || (await alacConfigOf(track, file))) decodable.push(track);
  }
  const usual = decodable.find((track) => track === primary) ?? decodable[0];
  if (usual) return { decodable, usual };
  const id = (await primary.getCodec()) ?? (await primary.getInternalCodecId());
  const format = typeof id === 'string' ? codecName(id) : null;
  throw new AppError('audio-undecodable', `no decoder for ${format ?? 'an unknown codec'}`, { format });
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

async function describe(track: InputAudioTrack): Promise<SoundTrack> {
  const [name, language] = await Promise.all([track.getName(), track.getLanguageCode()]);
  const isKnown = LANGUAGE.test(language) && language !== 'und';
  return { name: name?.trim().slice(0, MAX_NAME_LENGTH) || null, language: isKnown ? language : null };
}
