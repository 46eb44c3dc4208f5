import type { AlignedData, Axis, Options } from 'uplot';

/** What uPlot draws, but for its size. */
export interface LineChart {
  readonly options: Omit<Options, 'width' | 'height'>;
  readonly data: AlignedData;
}

export interface LineChartWords {
  /** Names of the lines, at most as many as there are styles. */
  readonly lines: readonly string[];
  /** What is counted from left to right, and measured upwards. */
  readonly across: string;
  readonly up: string;
  /** A place from left to right, and a value, as they are read. */
  readonly place?: (place: number) => string;
  readonly value: (value: number) => string;
}

const AXIS_FONT = '12px system-ui, sans-serif';
const STYLES = [
  { colour: '--quiet', dash: [2, 4] },
  { colour: '--focus', dash: [6, 4] },
  { colour: '--accent', dash: [] },
] as const;
/** Points are marked where there are fewer. */
const MARKED_POINTS = 30;

/**
 * Lines over whole places from left to right, from zero upwards.
 *
 * @param node whose colours it takes
 * @param places ascending; @param lines one value for each place, null where there is none
 * @param least the scale reaches so far at least
 */
export function lineChart(
  node: HTMLElement,
  places: readonly number[],
  lines: readonly (readonly (number | null)[])[],
  words: LineChartWords,
  least: number,
): LineChart {
  return {
    data: [[...places], ...lines.map((line) => [...line])],
    options: {
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(least, most ?? 0)] } },
      axes: axesOf(node, words),
      series: [
        {},
        ...STYLES.slice(0, lines.length).map(({ colour, dash }, index) => ({
          label: words.lines[index] ?? '',
          stroke: colourOf(node, colour),
          dash: [...dash],
          width: 2,
          spanGaps: true,
          points: { show: places.length < MARKED_POINTS, size: 6 },
        })),
      ],
    },
  };
}

function axesOf(node: HTMLElement, { across, up, place, value }: LineChartWords): Axis[] {
  const axis = {
    ...{ stroke: colourOf(node, '--quiet'), grid: { stroke: colourOf(node, '--line') } },
    ...{ font: AXIS_FONT, labelFont: AXIS_FONT, labelSize: 20 },
  };
  return [
    {
      ...axis,
      ...{ size: 28, incrs: [1, 2, 5, 10, 20], label: across },
      ...(place && { values: (_: unknown, splits: number[]) => splits.map(place) }),
    },
    { ...axis, size: 60, label: up, values: (_, splits) => splits.map(value) },
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
