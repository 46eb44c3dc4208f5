import { readFileSync } from 'node:fs';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import type { EvaluationPage } from '../lib/evaluation-page';
import { figure, type Figure } from '../lib/figures';

/** How much of the end of the recording is looked at. */
const END_SECONDS = 60;

/**
 * How far the prompts that the recording was joined from lie from our segments in the last minute, where drift
 * would have added up: the start and end of each prompt against our nearest start and end. (One way only: a long
 * prompt may well be two segments.)
 */
export async function measureEndBorder(page: EvaluationPage, recording: string): Promise<readonly Figure[]> {
  const prompts = readFileSync(recording.replace(/\.\w+$/, '.segments.tsv'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t').slice(0, 2).map(Number));
  const { segments, audioSeconds, processingSeconds } = await page.transcribe(0, {
    kind: 'given',
    language: 'fr',
  });
  const late = prompts.filter(([start = 0]) => start > audioSeconds - END_SECONDS);
  const nearest = (seconds: number, place: 'startSeconds' | 'endSeconds') =>
    Math.min(...segments.map((segment) => Math.abs(segment[place] - seconds)));
  const distances = late.flatMap(([start = 0, end = 0]) => [
    nearest(start, 'startSeconds'),
    nearest(end, 'endSeconds'),
  ]);
  const lastEnd = Math.abs((segments.at(-1)?.endSeconds ?? Infinity) - (prompts.at(-1)?.[1] ?? 0));
  return [
    figure('long.end_border_error_s', 's', distances),
    figure('long.end_border_error_p95_s', 's', [percentile(distances, 0.95)]),
    figure('long.last_end_error_s', 's', [lastEnd]),
    figure('long.rtf', 's/s', [processingSeconds / audioSeconds]),
  ];
}
