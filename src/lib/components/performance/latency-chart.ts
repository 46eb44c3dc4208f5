import type { AlignedData, Axis, Options } from 'uplot';
import type { UtteranceLatency } from '../../app/dictation/pace/utterance-latency';

const AXIS_FONT = '12px system-ui, sans-serif';
const LINES = [
  { colour: '--quiet', dash: [2, 4] },
  { colour: '--focus', dash: [6, 4] },
  { colour: '--accent', dash: [] },
] as const;

export interface ChartWords {
  /** Names of the lines: first word, text there, text on the page. */
  readonly lines: readonly string[];
  /** What is counted from left to right, and measured upwards. */
  readonly across: string;
  readonly up: string;
  /** Milliseconds as "1.2 s". */
  readonly seconds: (milliseconds: number) => string;
}

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
  words: ChartWords,
): { readonly options: Omit<Options, 'width' | 'height'>; readonly data: AlignedData } {
  const seconds = (of: (latency: UtteranceLatency) => number | null) =>
    latencies.map((latency) => {
      const milliseconds = of(latency);
      return milliseconds === null ? null : milliseconds / 1000;
    });
  return {
    data: [
      latencies.map((_, index) => first + index),
      seconds(({ firstWordMs }) => firstWordMs),
      seconds(({ decodedMs }) => decodedMs),
      seconds(({ finalMs }) => finalMs),
    ],
    options: {
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most ?? 0)] } },
      axes: axesOf(node, words),
      series: [
        {},
        ...LINES.map(({ colour, dash }, index) => ({
          label: words.lines[index] ?? '',
          stroke: colourOf(node, colour),
          dash: [...dash],
          width: 2,
          spanGaps: true,
          points: { show: latencies.length < 30, size: 6 },
        })),
      ],
    },
  };
}

function axesOf(node: HTMLElement, { across, up, seconds }: ChartWords): Axis[] {
  const axis = {
    ...{ stroke: colourOf(node, '--quiet'), grid: { stroke: colourOf(node, '--line') } },
    ...{ font: AXIS_FONT, labelFont: AXIS_FONT, labelSize: 20 },
  };
  return [
    { ...axis, size: 28, incrs: [1, 2, 5, 10, 20], label: across },
    {
      ...axis,
      ...{ size: 60, label: up },
      values: (_, splits) => splits.map((each) => seconds(1000 * each)),
    },
  ];
}

/** As a canvas understands it: a custom property keeps both of its colours, for light and dark. */
function colourOf(node: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  node.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
