import { setTimeout } from 'node:timers/promises';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { countWordErrors, type WordErrors } from '../../src/lib/core/metrics/word-errors';
import { figure, type Figure } from '../lib/figures';
import type { Length, TimedClip } from './clips';

/** Threads of the run before may still look for work; none does for as long as this. */
const SETTLING_MS = 500;

/** A program that transcribes the clips. */
export interface Contender {
  readonly name: string;
  /** @param index of the clip */
  transcribe(index: number, language: string): Promise<Outcome>;
}

interface Outcome {
  readonly text: string;
  readonly processingSeconds: number;
}

/** What one contender made of one clip. */
interface Timing {
  readonly medianSeconds: number;
  /** Of the counted runs. */
  readonly seconds: readonly number[];
  readonly text: string;
  readonly errors: WordErrors;
}

/** What all made of one clip. */
export interface ComparedClip {
  readonly length: Length;
  readonly name: string;
  readonly language: string;
  readonly transcript: string;
  readonly timings: Readonly<Record<string, Timing>>;
}

/**
 * Lets the contenders transcribe each clip in turn, never at the same time: one run each that does not count, then
 * `repeats` rounds.
 */
export async function compare(
  contenders: readonly Contender[],
  clips: readonly TimedClip[],
  repeats: number,
): Promise<readonly ComparedClip[]> {
  const compared: ComparedClip[] = [];
  for (const [index, clip] of clips.entries()) {
    const outcomes = new Map(contenders.map(({ name }) => [name, [] as Outcome[]]));
    for (let round = -1; round < repeats; round++) {
      for (const { name, transcribe } of contenders) {
        await setTimeout(SETTLING_MS);
        const outcome = await transcribe(index, clip.language);
        if (round >= 0) outcomes.get(name)?.push(outcome);
        console.log(`${clip.name} ${round + 1}/${repeats} ${name} ${outcome.processingSeconds.toFixed(2)} s`);
      }
    }
    const { length, name, language, transcript } = clip;
    const timings = [...outcomes].map(([each, of]) => [each, timing(transcript, of)] as const);
    compared.push({ length, name, language, transcript, timings: Object.fromEntries(timings) });
  }
  return compared;
}

function timing(transcript: string, outcomes: readonly Outcome[]): Timing {
  const seconds = outcomes.map(({ processingSeconds }) => processingSeconds);
  const text = outcomes.at(-1)?.text ?? '';
  return {
    medianSeconds: percentile(seconds, 0.5),
    seconds,
    text,
    errors: countWordErrors(transcript, text),
  };
}

/** Seconds of every counted run, by length: "file.6s.seconds". */
export function secondsFigures(
  clips: readonly ComparedClip[],
  contender: string,
  what: string,
): readonly Figure[] {
  return [...byLength(clips)].map(([length, members]) =>
    figure(
      `file.${length}.${what}`,
      's',
      members.flatMap(({ timings }) => timings[contender]?.seconds ?? []),
    ),
  );
}

/** Median seconds of `slower` / median seconds of `faster` for each clip, by length; the value is their median. */
export function ratioFigures(
  clips: readonly ComparedClip[],
  { name, slower, faster }: { readonly name: string; readonly slower: string; readonly faster: string },
): readonly Figure[] {
  const ratio = ({ timings }: ComparedClip) =>
    (timings[slower]?.medianSeconds ?? NaN) / (timings[faster]?.medianSeconds ?? NaN);
  return [...byLength(clips)].map(([length, members]) =>
    figure(`file.${length}.${name}`, 'times', members.map(ratio)),
  );
}

function byLength(clips: readonly ComparedClip[]): ReadonlyMap<Length, readonly ComparedClip[]> {
  const groups = new Map<Length, ComparedClip[]>();
  for (const clip of clips) groups.set(clip.length, [...(groups.get(clip.length) ?? []), clip]);
  return groups;
}
