import type { FoundWindow } from '../streaming/reading-point';
import type { RecognisedWindow, Recogniser, RecognitionRequest } from './recogniser';

type Outcome =
  | { readonly kind: 'read'; readonly read: RecognisedWindow }
  | { readonly kind: 'failed'; readonly thrown: unknown };

interface Reading {
  readonly window: FoundWindow;
  outcome: Outcome | null;
  /** Never fails. */
  readonly settled: Promise<void>;
}

/** Windows of a recording that are being read, several at once, and their texts in order. */
export class WindowsInFlight {
  readonly #readings: Reading[] = [];
  #language: Promise<string | null>;
  #busySinceMs = 0;
  #busyMilliseconds = 0;

  constructor(
    private readonly recogniser: Recogniser,
    private readonly request: Omit<RecognitionRequest, 'previous'>,
    private readonly nowMs: () => number,
  ) {
    this.#language = Promise.resolve(request.previousLanguage);
  }

  /** How many there are whose text has not been taken. */
  get count(): number {
    return this.#readings.length;
  }

  /** How many are not read yet. */
  get busy(): number {
    return this.#readings.filter(({ outcome }) => !outcome).length;
  }

  /** Time in which one was read at least. */
  get busyMilliseconds(): number {
    return this.#busyMilliseconds;
  }

  /** @param previous the window before, where it is read */
  start(window: FoundWindow, previous: RecognitionRequest['previous']): void {
    if (this.busy === 0) this.#busySinceMs = this.nowMs();
    const languageToCome = this.#language;
    let onLanguage: (language: string | null) => void = () => undefined;
    this.#language = new Promise((resolve) => (onLanguage = resolve));
    const request = { ...this.request, previous, languageToCome, onLanguage };
    const settle = (outcome: Outcome) => {
      reading.outcome = outcome;
      // Nobody waits for the language of what has failed for ever.
      onLanguage(outcome.kind === 'read' ? outcome.read.language : null);
      if (this.busy === 0) this.#busyMilliseconds += this.nowMs() - this.#busySinceMs;
    };
    const settled = this.recogniser.transcribe([window], request).then(
      ([read]) =>
        settle(
          read
            ? { kind: 'read', read }
            : { kind: 'failed', thrown: new RangeError('a recogniser answers every window') },
        ),
      (thrown: unknown) => settle({ kind: 'failed', thrown }),
    );
    const reading: Reading = { window, outcome: null, settled };
    this.#readings.push(reading);
  }

  /** Once one more is read, or has failed; never where none is being read. */
  async oneMore(): Promise<null> {
    await Promise.race(this.#readings.filter(({ outcome }) => !outcome).map(({ settled }) => settled));
    return null;
  }

  /** The first, if it is read. @throws what its recogniser has thrown */
  takeFirst(): { readonly window: FoundWindow; readonly read: RecognisedWindow } | null {
    const [first] = this.#readings;
    if (!first?.outcome) return null;
    this.#readings.shift();
    if (first.outcome.kind === 'failed') throw first.outcome.thrown;
    return { window: first.window, read: first.outcome.read };
  }

  /** Once none is being read any more. */
  async end(): Promise<void> {
    await Promise.all(this.#readings.map(({ settled }) => settled));
  }
}
