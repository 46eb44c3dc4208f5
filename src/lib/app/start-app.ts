import type { Database } from '../library/database';
import { RecordingLibrary } from '../library/recording-library';
import { ClipboardCopy, writeClipboard } from './clipboard-copy.svelte';
import { listMicrophones, openMicrophone } from '../audio/microphone';
import { createClients } from './create-clients';
import { createDocument, type DocumentServices } from './documents/create-document';
import { DictationOptions } from './dictation-options.svelte';
import type { Dictation } from './dictation.svelte';
import { LostDictations } from './lost-dictations.svelte';
import { Microphones } from './microphones.svelte';
import { EngineStarter } from './engine-starter.svelte';
import { browserMemory, MemoryUse } from './memory-use.svelte';
import { MESSAGES } from './messages/messages';
import { FinishNotice, browserNotices } from './finish-notice.svelte';
import { Playback } from './playback.svelte';
import type { Recording } from './recording';
import { RecordingIntake } from './recording-intake';
import { RecordingKeeper } from './recording-keeper';
import { RecordingList } from './recording-list.svelte';
import { ScreenWake } from './screen-wake';
import { SecondReading } from './second-reading.svelte';
import { browserStorage, ownStore, type KeyValueStore } from './own-store';
import { Settings } from './settings.svelte';
import { SingleWindow, openWindowChannel } from './single-window.svelte';
import { startDictation } from './start-dictation';
import { startOffline, type OfflineServices } from './start-offline';
import { StorageState } from './storage-state.svelte';
import { TranscriptionQueue } from './transcription-queue.svelte';
import type { TranscriptionClients } from './transcription-clients';
import { Waveforms } from './waveforms.svelte';
import { createOwnData, type OwnDataServices } from './own-data-services';
import { Work } from './work.svelte';

/** Everything a page works with, built once. */
export interface App extends OfflineServices, DocumentServices {
  readonly settings: Settings;
  /** Whether somebody is at work. */
  readonly work: Work;
  readonly storage: StorageState;
  readonly clients: TranscriptionClients;
  readonly keeper: RecordingKeeper;
  readonly list: RecordingList;
  readonly queue: TranscriptionQueue;
  readonly intake: RecordingIntake;
  readonly waveforms: Waveforms;
  readonly playback: Playback;
  readonly engine: EngineStarter;
  readonly dictation: Dictation;
  readonly dictationOptions: DictationOptions;
  readonly secondReading: SecondReading;
  readonly microphones: Microphones;
  readonly memory: MemoryUse;
  readonly lostDictations: LostDictations;
  readonly clipboard: ClipboardCopy;
  readonly notice: FinishNotice;
  readonly wake: ScreenWake;
  readonly singleWindow: SingleWindow;
  readonly ownData: OwnDataServices;
}

/**
 * Wires the app to the browser. The clients start their workers on first use; the recordings kept on this device come
 * with `singleWindow.enter()`.
 *
 * @param home the app's own address, absolute, with a slash at its end
 */
export function startApp(home: string, database: Database): App {
  const kept = browserStorage();
  const store = kept && ownStore(kept);
  const work = new Work(navigator.locks);
  const storage = new StorageState();
  database.onTrouble = (trouble) => storage.hear(trouble);
  const settings = new Settings(store, navigator.languages);
  const library = openLibrary(database, storage);
  const keeper = new RecordingKeeper(library, (id, keeping) => list.update(id, { keeping }));
  const list: RecordingList = new RecordingList(keeper);
  const waveforms = new Waveforms();
  const clients = createClients(`${home}models/`);
  const engine = new EngineStarter(clients);
  const now = () => performance.now();
  const languageValue = () => settings.spokenLanguage;
  const vocabulary = () => settings.vocabulary;
  const notice = new FinishNotice(browserNotices(), store);
  const onDone = (recording: Recording) => noteSpeed(settings, recording);
  const onIdle = () => tellOfTheEnd(notice, list, settings);
  const told = { now, languageValue, vocabulary, onDone, onIdle };
  const queue = new TranscriptionQueue({ clients, engine, list, keeper, waveforms, work, ...told });
  const documents = createDocument(database, () => dictating.dictation.isUnderWay);
  const dictating: ReturnType<typeof createDictation> = createDictation({
    clients,
    engine,
    settings,
    store,
    work,
    documents,
  });
  return {
    settings,
    work,
    storage,
    clients,
    keeper,
    list,
    queue,
    waveforms,
    intake: new RecordingIntake({ clients, list, keeper, queue, nowMs: Date.now, newId: randomId }),
    engine,
    ...documents,
    ...dictating,
    ...startOffline(home, clients, work),
    ownData: createOwnData({ database, library, lostDictations: dictating.lostDictations, local: kept }),
    memory: new MemoryUse(browserMemory()),
    playback: createPlayback(clients, keeper),
    notice,
    wake: new ScreenWake(navigator.wakeLock ?? null),
    singleWindow: createSingleWindow(list, keeper, queue, dictating.dictation),
  };
}

async function openLibrary(database: Database, storage: StorageState): Promise<RecordingLibrary | null> {
  try {
    return await RecordingLibrary.open(database);
  } catch (thrown) {
    storage.fail(thrown);
    return null;
  } finally {
    storage.isOpen = true;
  }
}

interface DictationServices {
  readonly clients: ReturnType<typeof createClients>;
  readonly engine: EngineStarter;
  readonly settings: Settings;
  readonly store: KeyValueStore | null;
  readonly work: Work;
  readonly documents: DocumentServices;
}

function createDictation({ clients, engine, settings, store, work, documents }: DictationServices) {
  const options = new DictationOptions(store);
  const clipboard = new ClipboardCopy(writeClipboard);
  const isWanted = () => options.choices.staysWarm;
  const microphones = new Microphones({ list: listMicrophones, open: openMicrophone, isWanted }, store);
  const vocabulary = () => settings.vocabulary;
  const lostDictations = new LostDictations(navigator.locks, navigator.storage);
  const secondReading = new SecondReading({ inference: clients.inference, vocabulary });
  return {
    dictation: startDictation({
      ...{ clients, engine, settings, options, microphones, secondReading, clipboard, work },
      document: documents.dictationTarget,
      onSoundLeft: () => void lostDictations.refresh(),
    }),
    dictationOptions: options,
    secondReading,
    microphones,
    lostDictations,
    clipboard,
  };
}

/** Of what one window has at a time. */
const RECORDINGS = 'recordings';

/** Below this the start of the work weighs too much. */
const MIN_TIMED_SECONDS = 30;

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
  list: RecordingList,
  keeper: RecordingKeeper,
  queue: TranscriptionQueue,
  dictation: Dictation,
): SingleWindow {
  return new SingleWindow({
    name: RECORDINGS,
    locks: navigator.locks,
    channel: openWindowChannel(RECORDINGS),
    onEnter: async () => {
      list.restore(await keeper.restore());
      void queue.work();
    },
    onLeave: async () => {
      await queue.leave(dictation.isUnderWay);
      list.clear();
    },
    onLost: () => {
      void queue.leave(dictation.isUnderWay);
      list.clear();
    },
  });
}

function randomId(): string {
  return crypto.randomUUID();
}
