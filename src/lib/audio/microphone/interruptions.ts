/** So often it is looked whether sound still comes. */
const LOOK_MS = 1000;
/** A clock that has gone on so much longer than the sound: the computer slept. */
const SLEPT_MS = 3000;

/** The parts of an AudioContext that are used. */
export interface WatchedContext {
  /** 'interrupted' too, which the compiler does not know yet. */
  readonly state: string;
  /** The clock of the sound, in seconds. */
  readonly currentTime: number;
  resume(): Promise<void>;
  addEventListener(type: 'statechange', listener: () => void): void;
}

/** The parts of a MediaStreamTrack that are used. */
export interface WatchedTrack {
  readonly muted: boolean;
  addEventListener(type: 'mute' | 'unmute', listener: () => void): void;
}

/** @param atMs since 1970: of a computer that slept it is known afterwards */
export type OnInterrupted = (isInterrupted: boolean, atMs: number) => void;

/**
 * Watches whether a microphone is heard: a call, sleep, another program or a switch of the system can stop its sound
 * without ending it. What can be resumed is.
 */
export class InterruptionWatch {
  #track: WatchedTrack | null = null;
  #isInterrupted = false;
  #isClosed = false;
  #looked: { readonly atMs: number; readonly soundMs: number };
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly context: WatchedContext,
    private readonly onInterrupted: OnInterrupted,
    private readonly nowMs: () => number = Date.now,
  ) {
    this.#looked = this.#now();
    context.addEventListener('statechange', () => this.#look());
    this.#timer = setInterval(() => this.#tick(), LOOK_MS);
  }

  /** Watches the stream that is heard from now on. */
  watch(track: WatchedTrack): void {
    this.#track = track;
    for (const type of ['mute', 'unmute'] as const) track.addEventListener(type, () => this.#look());
  }

  get isInterrupted(): boolean {
    return this.context.state !== 'running' || (this.#track?.muted ?? false);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  #tick(): void {
    const { atMs, soundMs } = this.#now();
    const missedMs = atMs - this.#looked.atMs - (soundMs - this.#looked.soundMs);
    if (!this.#isInterrupted && !this.isInterrupted && missedMs > SLEPT_MS) {
      this.onInterrupted(true, atMs - missedMs);
      this.onInterrupted(false, atMs);
    }
    this.#look();
  }

  #look(): void {
    if (this.#isClosed) return;
    this.#looked = this.#now();
    // It fails while another program has the sound: the next look tries again.
    if (this.context.state !== 'running') this.context.resume().catch(() => undefined);
    if (this.isInterrupted === this.#isInterrupted) return;
    this.#isInterrupted = this.isInterrupted;
    this.onInterrupted(this.#isInterrupted, this.#looked.atMs);
  }

  #now() {
    return { atMs: this.nowMs(), soundMs: this.context.currentTime * 1000 };
  }
}
