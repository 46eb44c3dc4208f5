import { CancelledError, toAppError, type ErrorCode } from '../../../core/errors';
import {
  OPTIMISATIONS,
  ledgerEntry,
  type LedgerEntry,
  type Optimisation,
} from '../../../core/performance/ledger';
import type { Clients } from '../../engine/create-clients';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import type { KeyValueStore } from '../../browser/own-store';
import type { Work } from '../../browser/work.svelte';
import { keepLedger, keptLedger } from './kept-ledger';
import { TURNS, type Turn, type TurnParts } from './optimisation-turns';

/** Each is measured so often; the first time warms up, and is not counted. */
const COUNTED_TURNS = 3;

/** What became of one line: `absent`: this device has no such thing. */
export type LedgerLine =
  | { readonly kind: 'measured'; readonly entry: LedgerEntry }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export interface LedgerParts {
  readonly clients: Pick<Clients, 'media' | 'inference'>;
  readonly engine: EngineStarter;
  readonly work: Pick<Work, 'during' | 'isHere'>;
  /** A sentence of a few seconds, and its language. */
  readonly clip: () => Promise<{ readonly file: File; readonly language: string }>;
  readonly modelId: () => string;
  readonly nowMs: () => number;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  /** Of the app. */
  readonly version: string;
}

/** What each optimisation earns on this device: the same clip with and without it, in turns. */
export class Ledger {
  lines: ReadonlyMap<Optimisation, LedgerLine> = $state.raw(new Map());
  /** Which is measured now, and how far all of it is; null while nothing is measured. */
  running: { readonly optimisation: Optimisation; readonly fraction: number } | null = $state.raw(null);
  failure: ErrorCode | null = $state.raw(null);
  #calledOff = new AbortController();

  constructor(private readonly parts: LedgerParts) {
    const kept = keptLedger(parts.store, parts.version);
    this.lines = new Map(kept.map((entry) => [entry.optimisation, { kind: 'measured', entry }]));
  }

  get entries(): readonly LedgerEntry[] {
    return [...this.lines.values()].flatMap((line) => (line.kind === 'measured' ? [line.entry] : []));
  }

  /** Nobody may be at work: they would wait for it, and it for them. */
  async measure(): Promise<void> {
    if (this.running || this.parts.work.isHere) return;
    this.#calledOff = new AbortController();
    this.failure = null;
    try {
      await this.parts.work.during('measuring', () => this.#measureAll(this.#calledOff.signal));
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) this.failure = toAppError(thrown).code;
    } finally {
      this.running = null;
    }
  }

  cancel(): void {
    this.#calledOff.abort();
  }

  async #measureAll(signal: AbortSignal): Promise<void> {
    const { clients, engine, clip, modelId, nowMs } = this.parts;
    this.#show(0, 0);
    const { model, offered } = await engine.start(signal, undefined, modelId());
    const { file, language } = await clip();
    const hasCard = offered.some(({ isSoftware }) => !isSoftware);
    const parts = { clients, modelId: model.id, clip: file, language, hasCard, nowMs, signal };
    try {
      for (const [index, optimisation] of OPTIMISATIONS.entries()) {
        const line = await this.#measureOne(index, optimisation, parts);
        this.lines = new Map([...this.lines, [optimisation, line]]);
        keepLedger(this.parts.store, this.parts.version, this.entries);
      }
    } finally {
      // What was compared with leaves the memory, and what a person uses comes back.
      await clients.inference.releaseModel(model.id).catch(() => false);
      engine.forget();
      void engine.preload(modelId());
    }
  }

  async #measureOne(index: number, optimisation: Optimisation, parts: TurnParts): Promise<LedgerLine> {
    const turns: Turn[] = [];
    try {
      for (let turn = 0; turn <= COUNTED_TURNS; turn++) {
        this.#show(index, turn);
        const taken = await TURNS[optimisation](parts);
        if (parts.signal.aborted) throw new CancelledError();
        if (!taken) return { kind: 'absent' };
        if (turn > 0) turns.push(taken);
      }
    } catch (thrown) {
      if (thrown instanceof CancelledError) throw thrown;
      return { kind: 'failed', code: toAppError(thrown).code };
    }
    return { kind: 'measured', entry: ledgerEntry(optimisation, turns) };
  }

  #show(index: number, turn: number): void {
    const optimisation = OPTIMISATIONS[index];
    if (!optimisation) return;
    const done = index + turn / (COUNTED_TURNS + 1);
    this.running = { optimisation, fraction: done / OPTIMISATIONS.length };
  }
}
