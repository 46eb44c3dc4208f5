import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import { waveHeader } from '../../../core/audio/wave-file';
import type { ReferenceClip } from '../../../core/performance/measurements';
import type { Clients } from '../../engine/create-clients';
import { parseClipList, type ClipList, type ShippedClip } from './clip-list';

const SAMPLE_BYTES = 2;
/** Between the clips of a long recording. */
const PAUSE_SECONDS = 0.8;
/** Of one language in a row in a long recording, as people speak. */
const RUN = 10;

export interface ClipLibraryParts {
  /** Brings a file of the app's own. */
  readonly fetchFile: Clients['models']['fetchFile'];
  readonly media: Pick<Clients['media'], 'makePlayable'>;
  /** The folder of the clips, absolute, with a slash at its end. */
  readonly url: string;
}

/** Clips, one after the other, as one recording. */
export interface JoinedClips {
  readonly file: File;
  readonly seconds: number;
  readonly text: string;
}

/** The spoken clips that ship. Nothing of them is fetched before they are asked for, and once then. */
export class ClipLibrary {
  #list: Promise<ClipList> | null = null;
  readonly #sounds = new Map<string, Promise<Blob>>();

  constructor(private readonly parts: ClipLibraryParts) {}

  /**
   * A hundred, English and French in turn.
   *
   * @throws AppError app-not-loaded where they do not come
   */
  async list(): Promise<readonly ReferenceClip[]> {
    return (await this.#known()).clips;
  }

  /** Brings all of them, before any time is taken. @throws as `sound` */
  async prepare(signal: AbortSignal): Promise<void> {
    const { sounds } = await this.#known();
    await Promise.all(Object.values(sounds).map((name) => this.#sound(name, signal)));
  }

  /**
   * A clip as a WAV file.
   *
   * @throws AppError app-not-loaded where it does not come, and as decoding does; RangeError of a clip that does not ship
   */
  async sound(clip: ReferenceClip, signal: AbortSignal): Promise<File> {
    const samples = await this.#samples(clip, signal);
    return waveFile(`${clip.id}.wav`, [samples]);
  }

  /** @throws as `sound` */
  async joined(seconds: number, signal: AbortSignal): Promise<JoinedClips> {
    const clips = inRuns((await this.#known()).clips);
    const pause = new Blob([new Uint8Array(PAUSE_SECONDS * SAMPLE_RATE * SAMPLE_BYTES)]);
    const parts: Blob[] = [];
    const texts: string[] = [];
    let joinedSeconds = 0;
    for (let index = 0; joinedSeconds < seconds; index++) {
      const clip = clips[index % clips.length];
      if (!clip) break;
      parts.push(await this.#samples(clip, signal), pause);
      texts.push(clip.text);
      joinedSeconds += clip.seconds + PAUSE_SECONDS;
    }
    return { file: waveFile('clips.wav', parts), seconds: joinedSeconds, text: texts.join(' ') };
  }

  /** What one of them lacks is asked for again. */
  #known(): Promise<ClipList> {
    this.#list ??= this.#fetchList().catch((thrown: unknown) => {
      this.#list = null;
      throw thrown;
    });
    return this.#list;
  }

  async #fetchList(): Promise<ClipList> {
    const file = await this.parts.fetchFile(`${this.parts.url}clips.json`);
    return parseClipList(await file.text());
  }

  async #samples({ id }: ReferenceClip, signal: AbortSignal): Promise<Blob> {
    const { clips, sounds } = await this.#known();
    const clip = clips.find((each) => each.id === id);
    if (!clip) throw new RangeError(`no clip ${id}`);
    const wave = await this.#sound(sounds[clip.language], signal);
    const first = Math.round(clip.startSeconds * SAMPLE_RATE);
    const end = first + Math.round(clip.seconds * SAMPLE_RATE);
    const header = waveHeader(0).length;
    return wave.slice(header + first * SAMPLE_BYTES, header + end * SAMPLE_BYTES);
  }

  /** All clips of a language, as a WAV file. */
  #sound(name: string, signal: AbortSignal): Promise<Blob> {
    const known = this.#sounds.get(name);
    if (known) return known;
    const sound = this.#decoded(name, signal);
    this.#sounds.set(name, sound);
    sound.catch(() => this.#sounds.delete(name));
    return sound;
  }

  async #decoded(name: string, signal: AbortSignal): Promise<Blob> {
    const { fetchFile, media, url } = this.parts;
    return media.makePlayable(new File([await fetchFile(`${url}${name}`)], name), { signal });
  }
}

function waveFile(name: string, samples: readonly Blob[]): File {
  const count = samples.reduce((sum, { size }) => sum + size / SAMPLE_BYTES, 0);
  return new File([waveHeader(count), ...samples], name, { type: 'audio/wav' });
}

function inRuns(clips: readonly ShippedClip[]): readonly ShippedClip[] {
  const [english, french] = ['en', 'fr'].map((language) =>
    clips.filter((clip) => clip.language === language),
  );
  return Array.from({ length: Math.ceil(clips.length / (2 * RUN)) }, (_, run) =>
    [english, french].flatMap((each = []) => each.slice(run * RUN, (run + 1) * RUN)),
  ).flat();
}
