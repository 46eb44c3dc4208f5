import { BroughtFiles } from './brought-files.svelte';
import type { EngineDescription } from '../engine/engine-description';
import type { EngineStarter } from '../engine/engine-starter.svelte';
import type { MetricsClient } from '../../metrics/metrics-client';
import type { FinishNotice } from './finish-notice.svelte';
import { MESSAGES } from '../messages/messages';
import { markRecording, MIN_TIMED_SECONDS } from '../metrics/mark-recording';
import { Playback } from './playback.svelte';
import { isOnlyHere, type Keeping, type Recording, type TextTrouble } from './recording';
import { RecordingIntake } from './recording-intake';
import { RecordingKeeper, type Library } from './recording-keeper';
import { RecordingList } from './recording-list.svelte';
import type { Settings } from '../settings/settings.svelte';
import { SingleWindow, openWindowChannel } from '../browser/single-window.svelte';
import { TranscriptionQueue } from './transcription-queue.svelte';
import type { TranscriptionClients } from '../engine/transcription-clients';
import { Waveforms } from './waveforms.svelte';
import type { Work } from '../browser/work.svelte';

export interface RecordingServices {
  readonly keeper: RecordingKeeper;
  readonly list: RecordingList;
  readonly queue: TranscriptionQueue;
  readonly intake: RecordingIntake;
  readonly brought: BroughtFiles;
  readonly waveforms: Waveforms;
  readonly playback: Playback;
  readonly singleWindow: SingleWindow;
  /** Reads what this device has kept, into this window, and takes the work up. */
  readonly openRecordings: () => Promise<void>;
}

export interface RecordingServicesParts {
  readonly library: () => Promise<Library | null>;
  readonly clients: TranscriptionClients;
  readonly engine: EngineStarter;
  readonly settings: Settings;
  /** The model for a recording for which a person has chosen none. */
  readonly model: (recording: Recording) => string;
  readonly work: Work;
  readonly notice: FinishNotice;
  readonly isDictating: () => boolean;
  readonly metrics: Pick<MetricsClient, 'of'>;
}

/** Wires what works on recordings to the browser. Those kept on this device come with `singleWindow.enter()`. */
export function startRecordings(parts: RecordingServicesParts): RecordingServices {
  const { library, clients, engine, settings, model, work, notice } = parts;
  const onKeeping = (id: string, keeping: Keeping) => list.update(id, { keeping });
  const onTextTrouble = (id: string, textTrouble: TextTrouble | null) => list.update(id, { textTrouble });
  const setTimer = (callback: () => void, afterMs: number) => setTimeout(callback, afterMs);
  const keeper = new RecordingKeeper({ library, onKeeping, onTextTrouble, setTimer, work });
  const list: RecordingList = new RecordingList(keeper);
  const waveforms = new Waveforms();
  const now = () => performance.now();
  const language = () => settings.spokenLanguage;
  const vocabulary = () => settings.vocabulary;
  const onDone = (recording: Recording, description: EngineDescription) => {
    noteSpeed(settings, recording);
    markRecording(parts.metrics, recording, description);
  };
  const onIdle = () => tellOfTheEnd(notice, list, settings);
  const told = { now, language, vocabulary, model, onDone, onIdle };
  const queue = new TranscriptionQueue({ clients, engine, list, keeper, waveforms, work, ...told });
  const newId = () => crypto.randomUUID();
  const intake = new RecordingIntake({ clients, list, keeper, queue, nowMs: Date.now, newId });
  const openRecordings = async () => {
    await list.open();
    void queue.work();
    brought.hand();
  };
  const singleWindow = createSingleWindow({ list, keeper, queue, openRecordings }, parts.isDictating);
  const brought = new BroughtFiles({ singleWindow, list, intake });
  const playback = createPlayback(clients, keeper);
  return { keeper, list, queue, intake, brought, waveforms, playback, singleWindow, openRecordings };
}

/** The name of what one window has at a time. */
const RECORDINGS = 'recordings';

function noteSpeed(settings: Settings, { speed, audioSeconds }: Recording): void {
  if (speed !== null && (audioSeconds ?? 0) >= MIN_TIMED_SECONDS) settings.setUsualSpeed(speed);
}

function tellOfTheEnd(notice: FinishNotice, list: RecordingList, settings: Settings): void {
  const words = MESSAGES[settings.uiLanguage].notice;
  const count = (kind: Recording['state']['kind']) =>
    list.recordings.filter(({ state }) => state.kind === kind).length;
  notice.show(words.title, words.text(count('done'), count('failed')), document.hidden);
}

function createPlayback(clients: TranscriptionClients, keeper: RecordingKeeper): Playback {
  return new Playback({
    element: new Audio(),
    media: clients.media,
    sound: (id) => keeper.sound(id),
    toUrl: (sound) => URL.createObjectURL(sound),
    revokeUrl: (url) => URL.revokeObjectURL(url),
    onNextFrame: (callback) => void requestAnimationFrame(callback),
  });
}

function createSingleWindow(
  {
    list,
    keeper,
    queue,
    openRecordings,
  }: Pick<RecordingServices, 'list' | 'keeper' | 'queue' | 'openRecordings'>,
  isDictating: () => boolean,
): SingleWindow {
  return new SingleWindow({
    name: RECORDINGS,
    locks: navigator.locks,
    channel: openWindowChannel(RECORDINGS),
    onEnter: openRecordings,
    onLeave: async () => {
      await queue.leave(isDictating());
      list.clear();
    },
    onLost: () => {
      queue.lose(isDictating());
      list.clear();
    },
    // What is not on the device would be nowhere; whoever asks again soon may find that it is.
    isHeldFast: () => {
      if (list.hasUnkept) keeper.tryAgain();
      return list.recordings.some(isOnlyHere);
    },
  });
}
