import { CancelledError } from '../../core/errors';
import type { TranscriptionClients } from '../engine/transcription-clients';

/** The parts of an `<audio>` element that are used. */
export interface SoundElement {
  src: string;
  currentTime: number;
  playbackRate: number;
  readonly paused: boolean;
  play(): Promise<void>;
  pause(): void;
  removeAttribute(name: 'src'): void;
  addEventListener(
    type: 'play' | 'pause' | 'timeupdate' | 'seeked' | 'error' | 'loadedmetadata',
    listener: () => void,
  ): void;
}

/** Whether the open recording can be heard. */
export type PlaybackState =
  | { readonly kind: 'closed' }
  /** Its sound is not on this device. */
  | { readonly kind: 'no-sound' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** The browser cannot play this format: a copy that it can is being made. */
  | { readonly kind: 'preparing'; readonly readSeconds: number }
  | { readonly kind: 'unplayable' };

export interface PlaybackParts {
  readonly element: SoundElement;
  readonly media: Pick<TranscriptionClients['media'], 'makePlayable'>;
  readonly sound: (id: string) => Promise<File | null>;
  readonly toUrl: (sound: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  /** Calls back before the screen is painted next. */
  readonly onNextFrame: (callback: () => void) => void;
}

export const PLAYBACK_RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** Plays the recording that is open, to check its text by ear. */
export class Playback {
  state: PlaybackState = $state.raw({ kind: 'closed' });
  isPlaying = $state.raw(false);
  /** Where the sound is; while it plays, to the frame. */
  currentSeconds = $state.raw(0);
  rate = $state.raw(1);

  #isFollowing = false;
  #openId: string | null = null;
  /** Its number, where the browser's player would play another one. */
  #track: number | null = null;
  #url: string | null = null;
  /** Ends what is under way for the recording that was open before. */
  #opening = new AbortController();

  constructor(private readonly parts: PlaybackParts) {
    const { element } = parts;
    element.addEventListener('play', () => {
      this.isPlaying = true;
      if (!this.#isFollowing) this.#follow();
    });
    element.addEventListener('pause', () => (this.isPlaying = false));
    for (const type of ['timeupdate', 'seeked'] as const) {
      element.addEventListener(type, () => (this.currentSeconds = element.currentTime));
    }
    element.addEventListener('loadedmetadata', () => {
      if (this.state.kind === 'opening' || this.state.kind === 'preparing') this.state = { kind: 'ready' };
      element.playbackRate = this.rate;
    });
    element.addEventListener('error', () => this.#url !== null && void this.#makePlayable());
  }

  /**
   * Opens a recording, from its beginning; null closes the one that is open.
   *
   * @param track to be heard, where the browser's player would play another one; else null
   */
  async open(id: string | null, track: number | null = null): Promise<void> {
    if (id === this.#openId && track === this.#track) return;
    this.#close();
    this.#openId = id;
    this.#track = track;
    if (id === null) return;
    this.state = { kind: 'opening' };
    const { signal } = this.#opening;
    // What cannot be read just now cannot be heard either; opened again it is asked for again.
    const sound = await this.parts.sound(id).catch(() => null);
    if (signal.aborted) return;
    if (sound && track !== null) await this.#makePlayable();
    else if (sound) this.#load(sound);
    else this.state = { kind: 'no-sound' };
  }

  toggle(): void {
    if (this.parts.element.paused) this.play();
    else this.pause();
  }

  play(): void {
    if (this.state.kind !== 'ready') return;
    // Rejects where the browser wants a gesture first, or another `play` comes in between: nothing is lost by it.
    void this.parts.element.play().catch(() => undefined);
  }

  pause(): void {
    this.parts.element.pause();
  }

  /** Goes to a place; what plays keeps playing there. */
  seek(seconds: number): void {
    if (this.state.kind !== 'ready') return;
    this.parts.element.currentTime = Math.max(0, seconds);
    this.currentSeconds = Math.max(0, seconds);
  }

  playFrom(seconds: number): void {
    this.seek(seconds);
    this.play();
  }

  setRate(rate: number): void {
    this.rate = rate;
    this.parts.element.playbackRate = rate;
  }

  #follow(): void {
    this.#isFollowing = !this.parts.element.paused;
    if (!this.#isFollowing) return;
    this.currentSeconds = this.parts.element.currentTime;
    this.parts.onNextFrame(() => this.#follow());
  }

  #load(sound: Blob): void {
    if (this.#url) this.parts.revokeUrl(this.#url);
    this.#url = this.parts.toUrl(sound);
    this.parts.element.src = this.#url;
  }

  #close(): void {
    this.#opening.abort();
    this.#opening = new AbortController();
    this.parts.element.pause();
    this.parts.element.removeAttribute('src');
    if (this.#url) this.parts.revokeUrl(this.#url);
    this.#url = null;
    this.currentSeconds = 0;
    this.state = { kind: 'closed' };
  }

  /** The browser's player gave up, or would play another track: what it cannot do, our own decoder mostly can. */
  async #makePlayable(): Promise<void> {
    const id = this.#openId;
    if (id === null) return;
    if (this.state.kind === 'preparing') return void (this.state = { kind: 'unplayable' });
    this.state = { kind: 'preparing', readSeconds: 0 };
    const { signal } = this.#opening;
    try {
      const file = await this.parts.sound(id);
      if (signal.aborted) return;
      if (!file) return void (this.state = { kind: 'no-sound' });
      const copy = await this.parts.media.makePlayable(file, {
        signal,
        track: this.#track,
        onProgress: ({ decodedSeconds }) => {
          if (!signal.aborted) this.state = { kind: 'preparing', readSeconds: decodedSeconds };
        },
      });
      if (!signal.aborted) this.#load(copy);
    } catch (thrown) {
      if (!(thrown instanceof CancelledError) && !signal.aborted) this.state = { kind: 'unplayable' };
    }
  }
}
