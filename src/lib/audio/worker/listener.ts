import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { Resampler } from '../../core/audio/resampler';
import { hangoverMs, SpeakerPauses } from '../../core/endpointing/hangover';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import { LiveSpeech } from '../../core/streaming/live-speech';
import type { ListenerEvent, ListenerRequests, ListenSummary, TurnLine } from '../../protocol/listener';
import { LevelReport } from './level-report';
import { SoundJournal } from './sound-journal';
import { openSource, type RunningSamples } from './sample-sources';
import type { SileroModel } from './silero-vad';
import { TurnServer } from './turn-server';

type ListenRequest = ListenerRequests['listen']['request'];

/** From a microphone's samples to turns of speech. */
export class Listener {
  readonly #source: RunningSamples;
  readonly #resampler: Resampler;
  readonly #report: LevelReport;
  readonly #pauses = new SpeakerPauses();
  #rest = new Float32Array(0);
  #journal: SoundJournal | null = null;
  #turns: TurnServer | null = null;
  #line: TurnLine;
  #isStopped = false;
  #isHearing = false;

  constructor(
    private readonly request: ListenRequest,
    private readonly emit: (event: ListenerEvent) => void,
  ) {
    this.#source = openSource(request.source);
    this.#resampler = new Resampler(request.sampleRate);
    this.#report = new LevelReport(emit);
    this.#line = request.turns;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** See `attach-turns`. */
  attach(line: TurnLine): void {
    this.#line = line;
    this.#turns?.attach(line);
  }

  /** @throws AppError engine-failed where the voice detector fails */
  async run(model: Promise<SileroModel>): Promise<ListenSummary> {
    const speech = new LiveSpeech((await model).newDetector());
    const turns = new TurnServer(speech, this.#line);
    this.#turns = turns;
    const journal = await SoundJournal.open(this.request.id);
    this.#journal = journal;
    try {
      while (!this.#isStopped) await this.#take(await this.#source.next(), speech, turns);
      await this.#take(this.#source.rest(), speech, turns);
      await this.#judge(this.#resampler.flush(), speech, turns, true);
      speech.finish();
      return { seconds: speech.totalSamples / SAMPLE_RATE, lostSamples: this.#source.lostSamples };
    } finally {
      journal.close();
      turns.end();
    }
  }

  async #take(samples: Float32Array<ArrayBuffer>, speech: LiveSpeech, turns: TurnServer): Promise<void> {
    if (samples.length === 0) return;
    if (!this.#isHearing) {
      this.#isHearing = true;
      this.emit({ type: 'hearing' });
    }
    await this.#judge(this.#resampler.push(samples), speech, turns, false);
  }

  /** Whole frames; what is left waits for more, unless it is the end. */
  async #judge(samples: Float32Array<ArrayBuffer>, speech: LiveSpeech, turns: TurnServer, isEnd: boolean) {
    const all = new Float32Array(this.#rest.length + samples.length);
    all.set(this.#rest);
    all.set(samples, this.#rest.length);
    const frames = (isEnd ? Math.ceil : Math.floor)(all.length / FRAME_SAMPLES);
    const block = new Float32Array(frames * FRAME_SAMPLES);
    block.set(all.subarray(0, block.length));
    this.#rest = all.slice(block.length);
    if (block.length === 0) return;
    this.#journal?.add(block);
    const { pauseMs } = this.request;
    const silenceMs = pauseMs ?? hangoverMs({ heard: turns.heard, pauses: this.#pauses });
    for (const event of await speech.push(block, silenceMs)) this.#pauses.note(event);
    turns.heardUpTo(speech.totalSamples);
    turns.answer();
    this.#report.add(block, speech);
  }
}
