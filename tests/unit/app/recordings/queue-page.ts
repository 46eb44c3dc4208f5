import { expect } from 'vitest';
import type { Recording } from '../../../../src/lib/app/recordings/recording';
import { RecordingIntake } from '../../../../src/lib/app/recordings/recording-intake';
import { RecordingKeeper } from '../../../../src/lib/app/recordings/recording-keeper';
import { RecordingList } from '../../../../src/lib/app/recordings/recording-list.svelte';
import { TranscriptionQueue } from '../../../../src/lib/app/recordings/transcription-queue.svelte';
import { Waveforms } from '../../../../src/lib/app/recordings/waveforms.svelte';
import { segmentsOf } from '../../../../src/lib/core/transcript/transcript';
import type { LanguageChoice } from '../../../../src/lib/core/recognition/language-choice';
import { FIRST_CHOICE } from '../../../../src/lib/app/settings/language-choice';
import { EngineStarter } from '../../../../src/lib/app/engine/engine-starter.svelte';
import { Work } from '../../../../src/lib/app/browser/work.svelte';
import { FakeLocks } from '../../support/fake-locks';
import { ENGINE, FakeClients, recordingFiles, settle } from '../fake-clients';
import { FakeLibrary } from './fake-library';

/** All that works on recordings behind a page, on clients and a library of the test's own. */
export class QueuePage {
  readonly clients = new FakeClients();
  readonly waveforms = new Waveforms();
  readonly keeper: RecordingKeeper;
  readonly list: RecordingList;
  readonly queue: TranscriptionQueue;
  readonly intake: RecordingIntake;
  nowMs = 0;
  language: LanguageChoice = FIRST_CHOICE;
  vocabulary: readonly string[] = [];
  /** What is chosen for recordings. */
  model = ENGINE.model.id;
  readonly engine: EngineStarter;
  idleTimes = 0;
  doneNames: string[] = [];
  onDone = ({ name }: Recording): void => void this.doneNames.push(name);
  onIdle = (): void => void (this.idleTimes += 1);
  /** What waits for a time to come. */
  timers: { readonly callback: () => void; readonly afterMs: number }[] = [];
  /** How the library is opened. */
  opening: () => Promise<FakeLibrary | null> = () => Promise.resolve(this.library);

  /** @param library null where the browser keeps nothing */
  constructor(readonly library: FakeLibrary | null = new FakeLibrary()) {
    const { clients, waveforms } = this;
    const work = new Work(new FakeLocks());
    this.keeper = new RecordingKeeper({
      library: () => this.opening(),
      onKeeping: (id, keeping) => this.list.update(id, { keeping }),
      onTextTrouble: (id, textTrouble) => this.list.update(id, { textTrouble }),
      setTimer: (callback, afterMs) => void this.timers.push({ callback, afterMs }),
      work,
    });
    const keeper = this.keeper;
    this.list = new RecordingList(keeper);
    const list = this.list;
    this.engine = new EngineStarter(clients);
    this.queue = new TranscriptionQueue({
      clients,
      engine: this.engine,
      list,
      keeper,
      waveforms,
      work,
      now: () => this.nowMs,
      language: () => this.language,
      vocabulary: () => this.vocabulary,
      model: () => this.model,
      onDone: (recording) => this.onDone(recording),
      onIdle: () => this.onIdle(),
    });
    const queue = this.queue;
    const newId = () => `id-${crypto.randomUUID()}`;
    this.intake = new RecordingIntake({ clients, list, keeper, queue, nowMs: () => 1000, newId });
  }

  add(...names: string[]): void {
    this.intake.add(recordingFiles(...names));
  }

  /** From the start of the engine to the end of a recording, of which the test holds that it is done. */
  async transcribe(index: number, text: string): Promise<void> {
    await this.clients.startEngine();
    this.clients.say(text);
    await this.clients.finish();
    expect(this.list.recordings[index]?.state.kind).toBe('done');
  }

  /** What a page that is opened later shows and does. */
  async restore(): Promise<void> {
    await this.list.open();
    void this.queue.work();
    await settle();
  }

  /** Lets all waits come to their end; gives how long they were. */
  async passTime(): Promise<number[]> {
    const timers = this.timers.splice(0);
    for (const { callback } of timers) callback();
    await settle();
    return timers.map(({ afterMs }) => afterMs);
  }

  get names(): string[] {
    return this.list.recordings.map(({ name }) => name);
  }

  get kinds(): string[] {
    return this.list.recordings.map(({ state }) => state.kind);
  }

  /** The text of each segment of the recording, which must be the open one. */
  texts(index: number): string[] {
    if (this.id(index) !== this.list.selectedId) throw new Error('only the open recording has its text here');
    return segmentsOf(this.list.text.windows ?? []).map(({ text }) => text);
  }

  id(index: number): string {
    return this.list.recordings[index]?.id ?? 'none';
  }
}
