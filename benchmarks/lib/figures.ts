import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { percentile } from '../../src/lib/core/metrics/percentiles';

/** One measured number. */
export interface Figure {
  /** "start.second_ms": area, what, unit. */
  readonly name: string;
  /** The median of the samples, where there are several. */
  readonly value: number;
  readonly unit: string;
  readonly samples: readonly number[];
}

/** What a part of a benchmark found. */
export interface Findings {
  readonly figures: readonly Figure[];
  /** What lies behind the figures, and how they were taken. */
  readonly details: unknown;
}

export interface FigureReport {
  readonly command: string;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly device: unknown;
  readonly model: string;
  readonly figures: readonly Figure[];
  /** What lies behind the figures, and how they were taken. */
  readonly details?: unknown;
}

export function figure(name: string, unit: string, samples: readonly number[]): Figure {
  const thousandths = (value: number) => Math.round(value * 1000) / 1000;
  return { name, value: thousandths(percentile(samples, 0.5)), unit, samples: samples.map(thousandths) };
}

export function writeReport(report: FigureReport, path: string): void {
  for (const { name, value, unit, samples } of report.figures) {
    console.log(`${name.padEnd(28)} ${value} ${unit}  (${samples.length} samples)`);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(report, null, 1) + '\n');
}
