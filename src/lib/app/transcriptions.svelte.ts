import { CancelledError, toAppError, type ErrorCode } from '../core/errors';
import type { EngineDescription, LanguageChoice } from '../protocol/inference';
import { AUTOMATIC_LANGUAGE } from './language-choice';
import { isActive, isPending, type Recording, type RecordingState } from './recording';
import { runRecording } from './recording-run';
import { RunProgress } from './run-progress';
import type { TranscriptionClients } from './transcription-clients';

/** A run of one recording; once its signal is aborted nothing it reports is shown. */
interface Turn {
  readonly id: string;
  readonly signal: AbortSignal;
}

/** The queue of recordings, worked through one at a time in the order of the list. */
export class Transcriptions {
  recordings: readonly Recording[] = $state.raw([]);
  selectedId: string | null = $state.raw(null);
  /** What runs; null before the first recording, and after the engine has failed. */
  engine: EngineDescription | null = $state.raw(null);
  /** Used for each recording that starts from now on. */
  languageChoice: LanguageChoice = $state.raw(AUTOMATIC_LANGUAGE);
  /** The recording whose state changed last, for announcing it. */
  latestId: string | null = $state.raw(null);

  readonly selected = $derived(this.recordings.find(({ id }) => id === this.selectedId) ?? null);
  readonly latest = $derived(this.recordings.find(({ id }) => id === this.latestId) ?? null);
  readonly active = $derived(this.recordings.find(isActive) ?? null);

  readonly #files = new Map<string, File>();
  readonly #controllers = new Map<string, AbortController>();
  #working = false;
  #added = 0;

  /** @param now a clock in milliseconds, for the speed */
  constructor(
    private readonly clients: TranscriptionClients,
    private readonly now: () => number,
  ) {}

  /** Puts files at the end of the queue and shows the first of them, unless one is open that is still in work. */
  add(files: readonly File[]): void {
    const added = files.map((file) => this.#enqueue(file));
    const [first] = added;
    if (!first) return;
    this.recordings = [...this.recordings, ...added];
    if (!this.selected || !isPending(this.selected)) this.selectedId = first.id;
    void this.#work();
  }

  /** Stops the work on a recording at once; what has been transcribed stays. */
  cancel(id: string): void {
    const recording = this.#find(id);
    if (!recording || !isPending(recording)) return;
    this.#controllers.get(id)?.abort();
    this.#setState(id, { kind: 'cancelled' });
  }

  /** Transcribes a recording anew, in the language chosen now; the old text stays until there is new text. */
  retry(id: string): void {
    const recording = this.#find(id);
    if (!recording || isPending(recording)) return;
    this.#setState(id, { kind: 'waiting' });
    void this.#work();
  }

  /** Takes a recording and its text off the list. */
  remove(id: string): void {
    this.cancel(id);
    const index = this.recordings.findIndex((each) => each.id === id);
    this.recordings = this.recordings.filter((each) => each.id !== id);
    this.#files.delete(id);
    if (this.selectedId !== id) return;
    const neighbour = this.recordings[index] ?? this.recordings.at(-1);
    this.selectedId = neighbour?.id ?? null;
  }

  select(id: string): void {
    if (this.#find(id)) this.selectedId = id;
  }

  #enqueue(file: File): Recording {
    this.#added += 1;
    const id = `recording-${this.#added}`;
    this.#files.set(id, file);
    return {
      id,
      name: file.name,
      sizeBytes: file.size,
      state: { kind: 'waiting' },
      segments: [],
      language: null,
      speed: null,
      audioSeconds: null,
    };
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let next = this.#nextWaiting(); next; next = this.#nextWaiting()) await this.#take(next.id);
    this.#working = false;
  }

  #nextWaiting(): Recording | undefined {
    return this.recordings.find(({ state }) => state.kind === 'waiting');
  }

  async #take(id: string): Promise<void> {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const turn = { id, signal: controller.signal };
    this.#followTo(id);
    try {
      await this.#startEngine(turn);
      const file = this.#files.get(id);
      if (file && !turn.signal.aborted) await this.#transcribe(turn, file);
    } catch (thrown) {
      if (!turn.signal.aborted) this.#fail(turn, thrown);
    } finally {
      this.#controllers.delete(id);
    }
  }

  /** Where the open recording came to nothing, the next one is shown: no text is taken from before anyone's eyes. */
  #followTo(id: string): void {
    if (!this.selected || isPending(this.selected) || this.selected.segments.length > 0) return;
    this.selectedId = id;
  }

  /** Brings the model and loads it, unless that is done. Loading goes on for the next one when this one is cancelled. */
  async #startEngine(turn: Turn): Promise<void> {
    if (this.engine) return;
    this.#show(turn, { state: { kind: 'loading-engine' } });
    const modelId = await this.clients.models.keepModel((progress) => {
      this.#show(turn, { state: { kind: 'preparing-model', ...progress } });
    }, turn.signal);
    this.#show(turn, { state: { kind: 'loading-engine' } });
    this.engine = await this.clients.inference.loadModel(modelId);
  }

  async #transcribe(turn: Turn, file: File): Promise<void> {
    const progress = new RunProgress(this.now);
    this.#show(turn, progress.begin());
    const apply = (event: Parameters<RunProgress['apply']>[0]) => this.#show(turn, progress.apply(event));
    const run = await runRecording(this.clients, {
      file,
      language: this.languageChoice,
      signal: turn.signal,
      onRead: apply,
      onText: apply,
    });
    this.#show(turn, progress.end(run));
  }

  #fail(turn: Turn, thrown: unknown): void {
    const state = stateAfter(thrown);
    this.#show(turn, { state });
    // The engine may be gone: the next recording asks for it again, which is quick if it is not.
    if (state.kind === 'failed' && !isAboutTheFile(state.code)) this.engine = null;
  }

  #show(turn: Turn, change: Partial<Recording>): void {
    if (!turn.signal.aborted) this.#update(turn.id, change);
  }

  #setState(id: string, state: RecordingState): void {
    this.#update(id, { state });
  }

  #update(id: string, change: Partial<Recording>): void {
    const before = this.#find(id);
    if (change.state && change.state.kind !== before?.state.kind) this.latestId = id;
    this.recordings = this.recordings.map((each) => (each.id === id ? { ...each, ...change } : each));
  }

  #find(id: string): Recording | undefined {
    return this.recordings.find((each) => each.id === id);
  }
}

function stateAfter(thrown: unknown): RecordingState {
  if (thrown instanceof CancelledError) return { kind: 'cancelled' };
  return { kind: 'failed', code: toAppError(thrown).code };
}

function isAboutTheFile(code: ErrorCode): boolean {
  return code.startsWith('audio-') || code === 'file-unreadable';
}

export type { EngineDescription };
