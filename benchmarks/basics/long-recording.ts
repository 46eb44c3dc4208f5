import { readFileSync } from 'node:fs';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import type { EvaluationPage } from '../lib/evaluation-page';
import { figure, type Figure } from '../lib/figures';

/** How much of the end of the recording is looked at. */
const END_SECONDS = 60;

/**
 * How far the borders of our segments lie from those of the prompts the recording was joined from, in its last
 * minute, where drift would have added up: each of our starts and ends against the nearest one of a prompt.
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
  const late = segments.filter(({ startSeconds }) => startSeconds > audioSeconds - END_SECONDS);
  const nearest = (seconds: number, place: 0 | 1) =>
    Math.min(...prompts.map((prompt) => Math.abs((prompt[place] ?? Infinity) - seconds)));
  const distances = late.flatMap(({ startSeconds, endSeconds }) => [
    nearest(startSeconds, 0),
    nearest(endSeconds, 1),
  ]);
  const lastEnd = Math.abs((segments.at(-1)?.endSeconds ?? Infinity) - (prompts.at(-1)?.[1] ?? 0));
  return [
    figure('long.end_border_error_s', 's', distances),
    figure('long.end_border_error_p95_s', 's', [percentile(distances, 0.95)]),
    figure('long.last_end_error_s', 's', [lastEnd]),
    figure('long.rtf', 's/s', [processingSeconds / audioSeconds]),
  ];
}
