import type { UtteranceLatency } from '../../app/dictation/pace/utterance-latency';
import { lineChart, type LineChart, type LineChartWords } from './line-chart';

/**
 * Seconds over the number of the utterance, the newest last: first word, text there, text on the page.
 *
 * @param node whose colours it takes
 * @param first number of the first of `latencies`
 */
export function latencyChart(
  node: HTMLElement,
  latencies: readonly UtteranceLatency[],
  first: number,
  words: LineChartWords,
): LineChart {
  const seconds = (of: (latency: UtteranceLatency) => number | null) =>
    latencies.map((latency) => {
      const milliseconds = of(latency);
      return milliseconds === null ? null : milliseconds / 1000;
    });
  const lines = [
    seconds(({ firstWordMs }) => firstWordMs),
    seconds(({ decodedMs }) => decodedMs),
    seconds(({ finalMs }) => finalMs),
  ];
  return lineChart(
    node,
    latencies.map((_, index) => first + index),
    lines,
    words,
    1,
  );
}
