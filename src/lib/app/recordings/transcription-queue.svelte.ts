import { AppError, CancelledError, isAboutTheFile, toAppError } from '../../core/errors';
import type { EngineDescription } from '../engine/engine-description';
import type { EngineProgress, EngineStarter } from '../engine/engine-starter.svelte';
import { textOrigin } from '../engine/text-origin';
import { ifPossible } from '../browser/if-possible';
import { NOTHING_REREAD } from '../../library/kept-recording';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import { failedState, isPending, transcribedSeconds, type Recording, type RecordingState } from './recording';
import type { RecordingKeeper } from './recording-keeper';
import type { RecordingList } from './recording-list.svelte';
import { runRecording } from './recording-run';
import { RunText } from './text/run-text';
import { RunProgress } from './run-progress';
import type { TranscriptionClients } from '../engine/transcription-clients';
import type { Waveforms } from './waveforms.svelte';
import { WorkerDeaths } from './worker-deaths';
import type { Work } from '../browser/work.svelte';

/** A run of one recording; once its signal is aborted nothing it reports is shown. */
interface Run {
  readonly id: string;
  readonly signal: AbortSignal;
}

/** What a person may choose anew for a recording. */
type Chosen = Pick<Recording, 'language' | 'wantedTrack' | 'modelId' | 'cutSilence'>;

export interface TranscriptionQueueParts {
  readonly clients: TranscriptionClients;
  readonly engine: EngineStarter;
  readonly list: RecordingList;
  readonly keeper: RecordingKeeper;
  readonly waveforms: Waveforms;
  readonly work: Pick<Work, 'during'>;
  /** A clock in milliseconds, for the speed. */
  readonly now: () => number;
  /** The language select, for recordings that have no language of their own yet. */
  readonly language: () => LanguageChoice;
  /** Names and terms that may come up, as they are set now. */
  readonly vocabulary: () => readonly string[];
  /** The model for a recording for which a person has chosen none. */
  readonly model: (recording: Recording) => string;
  /** Hears when a recording has been read to its end, and what wrote its text. */
  readonly onDone: (recording: Recording, engine: EngineDescription) => void;
  /** Hears when there is nothing left to do. */
  readonly onIdle: () => void;
}

/** Works through the list of recordings, one at a time. */
export class TranscriptionQueue {
  isWorking = $state.raw(false);

  readonly #controllers = new Map<string, AbortController>();
  readonly #deaths = new WorkerDeaths();
  #hasLeft = false;

  constructor(private readonly parts: TranscriptionQueueParts) {}

  /** Takes up what waits in the list. */
  async work(): Promise<void> {
    this.#hasLeft = false;
    if (this.isWorking) return;
    if (!this.#nextWaiting()) return;
    this.isWorking = true;
    try {
      await this.parts.work.during('transcription', async () => {
        for (let next = this.#nextWaiting(); next; next = this.#nextWaiting()) await this.#take(next.id);
      });
    } finally {
      this.isWorking = false;
    }
    if (!this.#hasLeft) ifPossible(this.parts.onIdle);
  }

  /** Pauses everything that is in progress or waits. */
  pauseAll(): void {
    // From the end, so that no turn comes in between.
    for (const recording of [...this.parts.list.recordings].reverse()) {
      if (isPending(recording)) this.pause(recording.id);
    }
  }

  /** Stops the work on a recording until `goOn`; the next one's turn comes. */
  pause(id: string): void {
    this.#stop(id, { kind: 'paused' });
  }

  /** Stops the work on a recording at once; what has been transcribed stays. */
  cancel(id: string): void {
    this.#stop(id, { kind: 'cancelled' });
  }

  /** Resumes a recording after the last text. */
  goOn(id: string): void {
    const recording = this.parts.list.find(id);
    if (!recording || isPending(recording)) return;
    this.parts.list.update(id, { state: { kind: 'waiting' } });
    void this.work();
  }

  /** Transcribes a recording from its beginning, with `changes`; new text comes as `RunText` says. */
  again(id: string, changes: Partial<Chosen>): void {
    const recording = this.parts.list.find(id);
    if (!recording || isPending(recording)) return;
    const isOtherSound = changes.wantedTrack !== undefined || recording.reread?.isOtherSound === true;
    const reread = { ...NOTHING_REREAD, isOtherSound };
    this.parts.list.update(id, { cutSilence: true, ...changes, state: { kind: 'waiting' }, reread });
    void this.work();
  }

  /** Takes a recording and its text away for good. */
  remove(id: string): void {
    this.#controllers.get(id)?.abort();
    this.parts.waveforms.forget(id);
    this.parts.list.remove(id);
  }

  /**
   * Stops everything and changes nothing in the list, so that another window can continue.
   *
   * @param isDictating somebody else needs the engine
   */
  async leave(isDictating: boolean): Promise<void> {
    this.#stopAll(isDictating);
    this.parts.keeper.tryAgain();
    await this.parts.keeper.settled();
  }

  /** Stops everything: another window has taken the recordings, and nothing of them may be written here any more. */
  lose(isDictating: boolean): void {
    this.parts.keeper.lose();
    this.#stopAll(isDictating);
  }

  #stopAll(isDictating: boolean): void {
    this.#hasLeft = true;
    for (const controller of this.#controllers.values()) controller.abort();
    if (isDictating) return;
    this.parts.engine.forget();
    this.parts.clients.dispose();
  }

  #stop(id: string, state: RecordingState): void {
    const recording = this.parts.list.find(id);
    if (!recording || !(isPending(recording) || recording.state.kind === 'paused')) return;
    this.#controllers.get(id)?.abort();
    this.parts.list.update(id, { state });
  }

  #nextWaiting(): Recording | undefined {
    if (this.#hasLeft) return undefined;
    return this.parts.list.recordings.find(({ state }) => state.kind === 'waiting');
  }

  async #take(id: string): Promise<void> {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const run = { id, signal: controller.signal };
    this.#followTo(id);
    try {
      const engine = await this.#startEngine(run);
      if (!run.signal.aborted) await this.#transcribe(run, engine);
    } catch (thrown) {
      if (!run.signal.aborted) this.#fail(run, thrown);
    } finally {
      this.#controllers.delete(id);
    }
  }

  /** Where the open recording came to nothing, the next one is shown: no text is taken from before anyone's eyes. */
  #followTo(id: string): void {
    const { selected } = this.parts.list;
    if (selected && !isPending(selected) && selected.text.windowCount === 0) this.parts.list.select(id);
  }

  /** Brings the model and loads it. Loading continues for the next one when this one is cancelled. */
  #startEngine(run: Run): Promise<EngineDescription> {
    const { list, engine, model } = this.parts;
    const show = (state: RecordingState) => run.signal.aborted || list.update(run.id, { state });
    const onProgress = (progress: EngineProgress) =>
      show(
        progress.kind === 'loading'
          ? { ...progress, kind: 'loading-engine' }
          : { ...progress, kind: 'preparing-model' },
      );
    const recording = list.find(run.id);
    const wanted = recording && (recording.modelId ?? model(recording));
    return engine.start(run.signal, onProgress, wanted);
  }

  async #transcribe({ id, signal }: Run, engine: EngineDescription): Promise<void> {
    const { list, keeper, waveforms, clients, now } = this.parts;
    const recording = list.find(id);
    const file = await keeper.sound(id);
    if (!recording || signal.aborted) return;
    if (!file) {
      list.update(id, { keeping: 'lost' });
      throw new AppError('recording-lost', 'its sound is not on this device');
    }
    const language = recording.language ?? this.parts.language();
    const progress = new RunProgress(now, transcribedSeconds(recording));
    const { reread } = recording;
    const text = new RunText(this.parts, recording, signal);
    list.update(id, { ...progress.begin(), language, modelId: engine.model.id });
    waveforms.begin(id);
    const done = await runRecording(clients, {
      file,
      language,
      model: { modelId: engine.model.id },
      track: recording.wantedTrack,
      vocabulary: this.parts.vocabulary(),
      cutSilence: recording.cutSilence,
      skippedWindows: (reread ?? recording.text).windowCount,
      previousLanguage: (reread ?? recording.text).lastLanguage,
      resumeFrom: reread?.windowCount === 0 ? null : await keeper.readingPoint(id),
      signal,
      onRead: (event) => {
        if (signal.aborted) return;
        if (event.type === 'read') waveforms.add(id, event.peaks);
        list.update(id, progress.read(event));
      },
      onText: ({ window, resume }) => {
        if (signal.aborted) return;
        text.add({ ...window, origin: textOrigin(engine, Date.now()) }, resume);
        list.update(id, progress.text(window));
      },
    });
    await text.end();
    if (signal.aborted) return;
    keeper.savePeaks(id, waveforms.of(id));
    list.update(id, progress.end(done.recording));
    const ended = list.find(id);
    if (ended) ifPossible(() => this.parts.onDone(ended, engine));
  }

  #fail({ id }: Run, thrown: unknown): void {
    const { list } = this.parts;
    const recording = list.find(id);
    const code = thrown instanceof CancelledError ? null : toAppError(thrown).code;
    // The engine may be gone: the next recording asks for it again, which is quick if it is not.
    if (code && !isAboutTheFile(code)) this.parts.engine.forget();
    // A GPU that is lost too often is not used any more: it need not be at another place.
    const isGone = code === 'worker-died' || code === 'app-not-loaded';
    const goesOn =
      code === 'gpu-lost' || (isGone && this.#deaths.note(id, recording ? transcribedSeconds(recording) : 0));
    const ended = code ? failedState(thrown) : ({ kind: 'cancelled' } as const);
    list.update(id, { state: goesOn ? { kind: 'waiting' } : ended });
  }
}
