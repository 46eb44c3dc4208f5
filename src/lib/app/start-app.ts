import { version } from '$app/environment';
import type { Database } from '../library/database';
import { DayRecords } from '../library/day-records';
import { ClipboardCopy, writeClipboard } from './browser/clipboard-copy.svelte';
import { listMicrophones, openMicrophone } from '../audio/microphone/microphone';
import { createClients } from './engine/create-clients';
import { createDocument, type DocumentServices } from './documents/create-document';
import { DocumentCopy } from './documents/document-copy';
import { DictationOptions } from './dictation/dictation-options.svelte';
import type { Dictation } from './dictation/dictation.svelte';
import { KeyList } from './browser/key-list.svelte';
import { LostDictations } from './dictation/lost-dictations.svelte';
import { Microphones } from './dictation/microphones.svelte';
import { EngineStarter } from './engine/engine-starter.svelte';
import { browserMemory, MemoryUse } from './browser/memory-use.svelte';
import { libraryOpener } from './storage/open-library';
import { FinishNotice, browserNotices } from './recordings/finish-notice.svelte';
import { ScreenWake } from './browser/screen-wake';
import { SecondReading } from './dictation/second-reading.svelte';
import { browserStorage, ownStore, type KeyValueStore } from './browser/own-store';
import { Settings } from './settings/settings.svelte';
import { startDictation } from './dictation/start-dictation';
import { startModels, type ModelServices } from './models/start-models';
import { startOffline, type OfflineServices } from './offline/start-offline';
import { lengthSeconds, type Recording } from './recordings/recording';
import { startRecordings, type RecordingServices } from './recordings/start-recordings';
import { startPerformance, type PerformanceServices } from './performance/start-performance';
import type { MetricsClient } from '../metrics/metrics-client';
import type { TranscriptionClients } from './engine/transcription-clients';
import { createOwnData, type OwnDataServices } from './privacy/own-data-services';
import { StorageState } from './storage/storage-state.svelte';
import { Work } from './browser/work.svelte';

/** Everything a page works with, built once. */
export interface App extends OfflineServices, DocumentServices, RecordingServices {
  readonly settings: Settings;
  /** Whether somebody is at work. */
  readonly work: Work;
  readonly storage: StorageState;
  readonly clients: TranscriptionClients;
  readonly engine: EngineStarter;
  readonly models: ModelServices;
  readonly metrics: Pick<MetricsClient, 'days'>;
  readonly performance: PerformanceServices;
  readonly dictation: Dictation;
  readonly dictationOptions: DictationOptions;
  readonly secondReading: SecondReading;
  readonly microphones: Microphones;
  readonly memory: MemoryUse;
  readonly lostDictations: LostDictations;
  readonly clipboard: ClipboardCopy;
  /** Of what was dictated. */
  readonly copying: DocumentCopy;
  readonly notice: FinishNotice;
  readonly wake: ScreenWake;
  readonly keyList: KeyList;
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
  const library = libraryOpener(database, storage);
  const clients = createClients(`${home}models/`, version);
  const { metrics } = clients;
  const engine = new EngineStarter(clients);
  const notice = new FinishNotice(browserNotices(), store);
  const isDictating = (): boolean => dictating.dictation.isUnderWay;
  const documents = createDocument(database, isDictating);
  const models = startModels({ clients, engine, settings, store, work });
  const dictating = createDictation({ clients, engine, models, settings, store, work, documents });
  const model = (recording: Recording) => models.use.file(lengthSeconds(recording)).id;
  const told = { settings, work, notice, isDictating, metrics };
  const recordings = startRecordings({ library, clients, engine, model, ...told });
  const offline = startOffline(home, clients, work);
  const memory = new MemoryUse(browserMemory());
  return {
    ...{ settings, work, storage, clients, engine, models, metrics, memory, notice },
    performance: startPerformance({
      ...{ home, clients, engine, models, settings, work, store, version, memory, metrics },
      ...{ ...dictating, list: recordings.list, requests: offline.requests },
    }),
    ...recordings,
    ...documents,
    ...dictating,
    ...offline,
    ownData: createOwnData({
      ...{ library, documents, lostDictations: dictating.lostDictations, local: kept },
      ...{ days: new DayRecords(database), metrics },
    }),
    wake: new ScreenWake(navigator.wakeLock ?? null),
    keyList: new KeyList(),
  };
}

interface DictationServices {
  readonly clients: ReturnType<typeof createClients>;
  readonly engine: EngineStarter;
  readonly models: ModelServices;
  readonly settings: Settings;
  readonly store: KeyValueStore | null;
  readonly work: Work;
  readonly documents: DocumentServices;
}

function createDictation(parts: DictationServices) {
  const { clients, engine, models, settings, store, work, documents } = parts;
  const options = new DictationOptions(store);
  const clipboard = new ClipboardCopy(writeClipboard);
  const copying = new DocumentCopy(documents.document, clipboard);
  const isWanted = () => options.choices.staysWarm;
  const microphones = new Microphones({ list: listMicrophones, open: openMicrophone, isWanted }, store);
  const vocabulary = () => settings.vocabulary;
  const lostDictations = new LostDictations(navigator.locks, navigator.storage);
  const secondReading = new SecondReading({
    ...{ inference: clients.inference, vocabulary },
    model: () => models.use.final.id,
  });
  return {
    dictation: startDictation({
      ...{ clients, engine, settings, options, microphones, secondReading, work, metrics: clients.metrics },
      models: () => ({ partial: models.use.partial.id, final: models.use.final.id }),
      onWritten: (language, words) => models.offer.note(language, words),
      copyNew: () => void copying.copyNew(),
      document: documents.dictationTarget,
      onSoundLeft: () => void lostDictations.refresh(),
    }),
    dictationOptions: options,
    secondReading,
    microphones,
    lostDictations,
    clipboard,
    copying,
  };
}
