import { CancelledError } from '../../../../../src/lib/core/errors';
import type {
  MeasuredSetup,
  Measurer,
  ReferenceClip,
} from '../../../../../src/lib/core/performance/measurements';
import { Work } from '../../../../../src/lib/app/browser/work.svelte';
import { GoNoGo, type GoNoGoParts } from '../../../../../src/lib/app/performance/verdicts/go-no-go.svelte';
import { FakeLocks } from '../../../support/fake-locks';

export const SETUP: MeasuredSetup = {
  ...{ version: '0.2', modelId: 'base', device: 'wasm' },
  ...{ adapter: null, threads: 2 },
};

export const CLIPS = Array.from({ length: 100 }, (_, index): ReferenceClip => ({
  id: `clip-${index}`,
  language: index % 2 === 0 ? 'en' : 'fr',
  text: `This is clip number ${index} of all`,
  seconds: 3,
}));

/** A device that meets every criterion, and what can be changed of it. */
export class MeasuredDevice {
  setup = SETUP;
  known: Partial<MeasuredSetup> = {};
  readonly values = new Map<string, string>();
  readonly locks = new FakeLocks();
  clips: readonly ReferenceClip[] = CLIPS;
  temperature: number | null = 71;
  requests: number | null = 0;
  /** Ids of clips, in the order in which they were read or dictated. */
  readonly read: string[] = [];
  readonly dictated: string[] = [];
  /** Called before each reading of a clip. */
  onRead: () => Promise<void> | void = () => undefined;
  textOf = (clip: ReferenceClip): string => clip.text;

  readonly measurer: Measurer = {
    setup: () => Promise.resolve(this.setup),
    readClip: async (clip, signal) => {
      if (signal.aborted) throw new CancelledError();
      await this.onRead();
      this.read.push(clip.id);
      return { clip, text: this.textOf(clip), processingSeconds: 0.3, errors: { errors: 0, words: 7 } };
    },
    dictateClip: (clip) => {
      this.dictated.push(clip.id);
      const errors = { errors: 0, words: 7 };
      const times = { firstWordMs: 300, decodedMs: 500, finalMs: 600.4 };
      return Promise.resolve({ clip, text: clip.text, errors, ...times });
    },
    wordsInSilence: () => Promise.resolve(0),
    readLong: (seconds, onProgress) => {
      onProgress(0.5);
      const text = CLIPS.map((clip) => clip.text).join(' ');
      const clip: ReferenceClip = { id: 'joined', language: 'en', text, seconds };
      return Promise.resolve({
        ...{ clip, text, processingSeconds: seconds / 8 },
        errors: { errors: 0, words: 700 },
      });
    },
    memoryBytes: () => Promise.resolve(467e6),
  };

  /** As a page that is opened makes it; each call is a reload. */
  opened(work = new Work(this.locks), change: Partial<GoNoGoParts> = {}): GoNoGo {
    return new GoNoGo({
      ...{ measurer: this.measurer, work, clips: () => Promise.resolve(this.clips), now: () => 1000 },
      store: {
        getItem: (key) => this.values.get(key) ?? null,
        setItem: (key, value) => void this.values.set(key, value),
      },
      temperature: () => this.temperature,
      temperatureLimit: () => 80,
      requestsElsewhere: () => this.requests,
      knownSetup: () => this.known,
      ...change,
    });
  }

  /** Reads until so many clips are read, and then never again, as in a page that is gone. */
  async diesAfter(count: number, press: (goNoGo: GoNoGo) => Promise<void>): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      this.onRead = () => {
        if (this.read.length < count) return;
        resolve();
        return new Promise<void>(() => undefined);
      };
    });
    void press(this.opened(new Work(new FakeLocks())));
    await reached;
    this.onRead = () => undefined;
  }
}

/** By criterion: its verdict, or why there is none. */
export function kindsOf(goNoGo: GoNoGo): Readonly<Record<string, string>> {
  return Object.fromEntries(goNoGo.verdicts.map(({ id, kind, why }) => [id, why ?? kind]));
}
