import { RecordingIntake } from '../../../src/lib/app/recording-intake';
import { RecordingKeeper } from '../../../src/lib/app/recording-keeper';
import { RecordingList } from '../../../src/lib/app/recording-list.svelte';
import { TranscriptionQueue } from '../../../src/lib/app/transcription-queue.svelte';
import { Waveforms } from '../../../src/lib/app/waveforms.svelte';
import { segmentsOf } from '../../../src/lib/core/transcript/transcript';
import { AUTOMATIC } from '../../../src/lib/app/language-choice';
import { EngineStarter } from '../../../src/lib/app/engine-starter.svelte';
import { Work } from '../../../src/lib/app/work.svelte';
import { FakeLocks } from '../support/fake-locks';
import { FakeClients, recordingFiles } from './fake-clients';
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
  languageValue = AUTOMATIC;
  vocabulary: readonly string[] = [];
  readonly engine: EngineStarter;
  idleTimes = 0;
  doneNames: string[] = [];

  /** @param library null where the browser keeps nothing */
  constructor(readonly library: FakeLibrary | null = new FakeLibrary()) {
    const { clients, waveforms } = this;
    this.keeper = new RecordingKeeper(Promise.resolve(library), (id, keeping) =>
      this.list.update(id, { keeping }),
    );
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
      work: new Work(new FakeLocks()),
      now: () => this.nowMs,
      languageValue: () => this.languageValue,
      vocabulary: () => this.vocabulary,
      onDone: ({ name }) => void this.doneNames.push(name),
      onIdle: () => void (this.idleTimes += 1),
    });
    const queue = this.queue;
    const newId = () => `id-${crypto.randomUUID()}`;
    this.intake = new RecordingIntake({ clients, list, keeper, queue, nowMs: () => 1000, newId });
  }

  add(...names: string[]): void {
    this.intake.add(recordingFiles(...names));
  }

  /** What a page that is opened later shows and does. */
  async restore(): Promise<void> {
    this.list.restore(await this.keeper.restore());
    void this.queue.work();
  }

  get names(): string[] {
    return this.list.recordings.map(({ name }) => name);
  }

  get kinds(): string[] {
    return this.list.recordings.map(({ state }) => state.kind);
  }

  /** The text of each segment of a recording. */
  texts(index: number): string[] {
    return segmentsOf(this.list.recordings[index]?.windows ?? []).map(({ text }) => text);
  }

  id(index: number): string {
    return this.list.recordings[index]?.id ?? 'none';
  }
}
