import { isRecord } from '../is-record';
import { COUNTERS, FIGURES, type Counter, type Figure } from './figures';
import { laterHistogram, mergeHistograms, parseHistogram, type Histogram } from './histogram';

/** What computed. Of a dictation with two models `modelId` has both, the one of the words first: "base + small". */
export interface EngineSetup {
  readonly modelId: string;
  readonly device: 'wasm' | 'webgpu';
  /** "nvidia ampere"; null on the processor. */
  readonly adapter: string | null;
}

/** Figures and counters of one day, one version of the app and one setup. */
export interface DayRecord {
  /** The local date, "2026-11-30". */
  readonly day: string;
  /** Of the app. */
  readonly version: string;
  readonly setup: EngineSetup;
  readonly histograms: Readonly<Partial<Record<Figure, Histogram>>>;
  readonly counters: Readonly<Partial<Record<Counter, number>>>;
}

/**
 * What one device has counted, which only grows: of two copies the later has all of the other, so that what is imported
 * twice counts once.
 */
export interface SourcedDay extends DayRecord {
  /** Random: which device it is of, and since when. */
  readonly source: string;
}

/** So many days are kept, today's included. */
export const KEPT_DAYS = 90;

const MAX_CHARACTERS = 300;
const MAX_COUNTER = 1e12;

/** The local date. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first of the days that are kept. */
export function oldestKeptDay(now: Date): string {
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1 - KEPT_DAYS));
}

/** Whether a record of that day is kept: there are time zones, but no figures of the future. */
export function isKeptDay(day: string, now: Date): boolean {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return day >= oldestKeptDay(now) && day <= dayOf(tomorrow);
}

/** Those of one key belong together. */
export function dayKey({ day, version, setup }: DayRecord): readonly [string, string, string] {
  return [day, version, setupKey(setup)];
}

/** By which two setups are told apart. */
export function setupKey({ modelId, device, adapter }: EngineSetup): string {
  return JSON.stringify([modelId, device, adapter]);
}

/** All of both, which have one key and counted different things. */
export function mergeDays<Day extends DayRecord>(one: Day, other: DayRecord): Day {
  return joined(one, other, mergeHistograms, (a, b) => a + b);
}

/** Of two states of one record the later. */
export function laterDay<Day extends DayRecord>(one: Day, other: DayRecord): Day {
  return joined(one, other, laterHistogram, Math.max);
}

/** One record for each key, ascending by day. */
export function mergeByKey(records: readonly DayRecord[]): readonly DayRecord[] {
  const merged = new Map<string, DayRecord>();
  for (const { day, version, setup, histograms, counters } of records) {
    const record = { day, version, setup, histograms, counters };
    const key = dayKey(record).join('\n');
    const known = merged.get(key);
    merged.set(key, known ? mergeDays(known, record) : record);
  }
  return [...merged.values()].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/**
 * @param json untrusted. Figures and counters of other versions are passed over
 * @returns null where it is none
 */
export function parseDay(json: unknown): SourcedDay | null {
  if (!isRecord(json)) return null;
  const { day, version, source } = json;
  const setup = parseSetup(json['setup']);
  const histograms = parseValues(json['histograms'], FIGURES, parseHistogram);
  const counters = parseValues(json['counters'], COUNTERS, parseCounter);
  if (!isDay(day) || !isShort(version) || !isShort(source)) return null;
  return setup && histograms && counters && { day, version, source, setup, histograms, counters };
}

function joined<Day extends DayRecord>(
  one: Day,
  other: DayRecord,
  joinHistograms: (a: Histogram, b: Histogram) => Histogram,
  joinCounts: (a: number, b: number) => number,
): Day {
  return {
    ...one,
    histograms: joinedValues(one.histograms, other.histograms, FIGURES, joinHistograms),
    counters: joinedValues(one.counters, other.counters, COUNTERS, joinCounts),
  };
}

type Values<Name extends string, Value> = Readonly<Partial<Record<Name, Value>>>;

function joinedValues<Name extends string, Value>(
  one: Values<Name, Value>,
  other: Values<Name, Value>,
  names: readonly Name[],
  join: (a: Value, b: Value) => Value,
): Values<Name, Value> {
  const all: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const [a, b] = [one[name], other[name]];
    const value = a !== undefined && b !== undefined ? join(a, b) : (a ?? b);
    if (value !== undefined) all[name] = value;
  }
  return all;
}

function parseValues<Name extends string, Value>(
  json: unknown,
  names: readonly Name[],
  parse: (json: unknown) => Value | null,
): Values<Name, Value> | null {
  if (!isRecord(json)) return null;
  const all: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    if (!Object.hasOwn(json, name)) continue;
    const value = parse(json[name]);
    if (value === null) return null;
    all[name] = value;
  }
  return all;
}

function parseSetup(json: unknown): EngineSetup | null {
  if (!isRecord(json)) return null;
  const { modelId, device, adapter } = json;
  if (!isShort(modelId) || (device !== 'wasm' && device !== 'webgpu')) return null;
  return adapter === null || isShort(adapter) ? { modelId, device, adapter } : null;
}

function parseCounter(json: unknown): number | null {
  return typeof json === 'number' && json >= 0 && json <= MAX_COUNTER ? json : null;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_CHARACTERS;
}

/** A date that is in the calendar. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
