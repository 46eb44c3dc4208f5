import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { Resampler } from '../../core/audio/resampler';
import { hangoverMs, SpeakerPauses } from '../../core/endpointing/hangover';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import { LiveSpeech } from '../../core/streaming/live-speech';
import type {
  ListenerEvent,
  ListenerRequests,
  ListenSummary,
  DecodeRequestChannel,
} from '../../protocol/listener';
import { LevelReport } from './level-report';
import { openJournal } from './journal-files';
import type { SoundJournal } from './sound-journal';
import { openSource, type RunningSamples } from './sample-sources';
import type { SileroModel } from '../detector/silero-vad';
import { DecodeRequestServer } from './decode-request-server';

type Samples = Float32Array<ArrayBuffer>;
type ListenRequest = ListenerRequests['listen']['request'];

/** From a microphone's samples to requests to decode. */
export class Listener {
  readonly #source: RunningSamples;
  readonly #resampler: Resampler;
  readonly #report: LevelReport;
  readonly #pauses = new SpeakerPauses();
  #rest = new Float32Array(0);
  #requests: DecodeRequestServer | null = null;
  #line: DecodeRequestChannel;
  #isStopped = false;
  #isHearing = false;
  #running: Promise<ListenSummary> | null = null;

  constructor(
    private readonly request: ListenRequest,
    private readonly emit: (event: ListenerEvent) => void,
  ) {
    this.#source = openSource(request.source);
    this.#resampler = new Resampler(request.sampleRate);
    this.#report = new LevelReport(emit);
    this.#line = request.requests;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** See `attach-decoder`. */
  attach(line: DecodeRequestChannel): void {
    this.#line = line;
    this.#requests?.attach(line);
  }

  /** Settles when `run` has, and every request has been taken. */
  async whenTaken(): Promise<void> {
    await this.#running;
    await this.#requests?.endTaken;
  }

  /** @throws AppError engine-failed where the voice detector fails: what was heard until then is kept */
  run(model: Promise<SileroModel>): Promise<ListenSummary> {
    return (this.#running = this.#runAndKeep(model));
  }

  async #runAndKeep(model: Promise<SileroModel>): Promise<ListenSummary> {
    const journal = await openJournal(this.request.id);
    try {
      const heard = await this.#run(model, journal);
      journal.close();
      return { ...heard, unkeptSeconds: journal.unkeptSamples / SAMPLE_RATE };
    } finally {
      journal.close();
    }
  }

  async #run(
    model: Promise<SileroModel>,
    journal: SoundJournal,
  ): Promise<Omit<ListenSummary, 'unkeptSeconds'>> {
    const early = await this.#hearUntil(model, journal);
    const isOver = this.#isStopped;
    const speech = new LiveSpeech((await model).newDetector());
    const requests = new DecodeRequestServer(speech, this.#line);
    this.#requests = requests;
    try {
      for (const block of early) await this.#judge(block, speech, requests, journal);
      while (!this.#isStopped) {
        const samples = await this.#source.next();
        await this.#judge(this.#heard(samples, journal), speech, requests, journal);
      }
      if (!isOver) await this.#judge(this.#heard(this.#source.rest(), journal), speech, requests, journal);
      await this.#judge(this.#frames(this.#resampler.flush(), journal, true), speech, requests, journal);
      speech.finish();
      return { seconds: speech.totalSamples / SAMPLE_RATE, lostSamples: this.#source.lostSamples };
    } finally {
      requests.end();
    }
  }

  /** The ring holds some seconds, and the voice detector may take longer to arrive. */
  async #hearUntil(model: Promise<SileroModel>, journal: SoundJournal): Promise<readonly Samples[]> {
    let isReady = false;
    const ready = () => (isReady = true);
    model.then(ready, ready);
    const blocks: Samples[] = [];
    while (!isReady && !this.#isStopped) blocks.push(this.#heard(await this.#source.next(), journal));
    // What is said after a stop is not meant.
    if (this.#isStopped) blocks.push(this.#heard(this.#source.rest(), journal));
    return blocks;
  }

  /** Whole frames at 16 kHz; may be empty. */
  #heard(samples: Samples, journal: SoundJournal): Samples {
    if (samples.length > 0 && !this.#isHearing) {
      this.#isHearing = true;
      this.emit({ type: 'hearing' });
    }
    this.#report.addRaw(samples);
    return this.#frames(this.#resampler.push(samples), journal, false);
  }

  /** What is left over waits for more, unless it is the end. */
  #frames(samples: Samples, journal: SoundJournal, isEnd: boolean): Samples {
    const all = new Float32Array(this.#rest.length + samples.length);
    all.set(this.#rest);
    all.set(samples, this.#rest.length);
    const frames = (isEnd ? Math.ceil : Math.floor)(all.length / FRAME_SAMPLES);
    const block = new Float32Array(frames * FRAME_SAMPLES);
    block.set(all.subarray(0, block.length));
    this.#rest = all.slice(block.length);
    if (block.length > 0) journal.add(block);
    return block;
  }

  async #judge(
    block: Samples,
    speech: LiveSpeech,
    requests: DecodeRequestServer,
    journal: SoundJournal,
  ): Promise<void> {
    if (block.length === 0) return;
    const { pauseMs } = this.request;
    const silenceMs = pauseMs ?? hangoverMs(this.#pauses);
    for (const event of await speech.push(block, silenceMs)) this.#pauses.note(event);
    requests.heardUpTo(speech.totalSamples);
    requests.answer();
    this.#report.add(block, speech, journal.isWhole);
  }
}
