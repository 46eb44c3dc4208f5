import { markup, type Markup } from './html-markup';

const WIDTH = 680;
const HEIGHT = 220;
const LEFT = 84;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 34;
const PLOT_WIDTH = WIDTH - LEFT - RIGHT;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
const TICKS = 4;
/** More names than this run into each other. */
const MAX_LABELS = 8;

export interface ChartLine {
  readonly name: string;
  /** One for each label; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface LineChart {
  /** Read aloud in place of the picture. */
  readonly title: string;
  readonly labels: readonly string[];
  /** Three at most: each has a dash of its own, so that a printer without colours tells them apart. */
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
}

export interface BarChart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly values: readonly (number | null)[];
  /** Drawn across; null where there is none. */
  readonly limit: { readonly name: string; readonly value: number } | null;
  readonly format: (value: number) => string;
}

/** Values over labels from left to right, from zero upwards, as an SVG of its own. */
export function lineChart({ title, labels, lines, format }: LineChart): Markup {
  const most = niceMost(lines.flatMap(({ values }) => known(values)));
  const across = (index: number) => LEFT + (PLOT_WIDTH * (index + 0.5)) / Math.max(labels.length, 1);
  const drawn = lines.map(({ name, values }, line) => {
    const points = values.map((value, index) =>
      value === null ? null : `${place(across(index))},${place(heightOf(value, most))}`,
    );
    return markup`<g class="line line-${line}">${stretches(points).map(
      (stretch) => markup`<polyline points="${stretch.join(' ')}"/>`,
    )}${points.flatMap((point) => {
      const [x = '', y = ''] = point?.split(',') ?? [];
      return point === null ? [] : [markup`<circle cx="${x}" cy="${y}" r="2.5"/>`];
    })}<text class="name" x="${LEFT + 8}" y="${TOP + 12 + 16 * line}">${['···', '– –', '——'][line] ?? ''} ${name}</text></g>`;
  });
  return frame(title, labels, across, most, format, drawn);
}

/** A bar for each label. */
export function barChart({ title, labels, values, limit, format }: BarChart): Markup {
  const most = niceMost([...known(values), ...(limit ? [limit.value] : [])]);
  const slot = PLOT_WIDTH / Math.max(labels.length, 1);
  const across = (index: number) => LEFT + slot * (index + 0.5);
  const width = Math.min(slot * 0.7, 48);
  const bars = values.flatMap((value, index) => {
    if (value === null) return [];
    const top = heightOf(value, most);
    const height = TOP + PLOT_HEIGHT - top;
    return [
      markup`<rect class="bar" x="${place(across(index) - width / 2)}" y="${place(top)}" width="${place(width)}" height="${place(height)}"/>`,
    ];
  });
  const y = limit ? place(heightOf(limit.value, most)) : '0';
  const line = limit
    ? markup`<line class="limit" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/><text class="name" x="${LEFT + 8}" y="${place(Number(y) + 14)}">${limit.name}</text>`
    : null;
  return frame(title, labels, across, most, format, line ? [...bars, line] : bars);
}

function frame(
  title: string,
  labels: readonly string[],
  across: (index: number) => number,
  most: number,
  ...[format, drawn]: readonly [(value: number) => string, readonly Markup[]]
): Markup {
  const ticks = Array.from({ length: TICKS + 1 }, (_, tick) => (most * tick) / TICKS);
  const rules = ticks.map((tick) => {
    const y = heightOf(tick, most);
    return markup`<line class="rule" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${place(y)}" y2="${place(y)}"/><text class="up" x="${LEFT - 8}" y="${place(y + 4)}">${format(tick)}</text>`;
  });
  const every = Math.ceil(labels.length / MAX_LABELS);
  const names = labels.flatMap((label, index) =>
    index % every === 0
      ? [markup`<text class="across" x="${place(across(index))}" y="${HEIGHT - 12}">${label}</text>`]
      : [],
  );
  return markup`<svg role="img" aria-label="${title}" viewBox="0 0 ${WIDTH} ${HEIGHT}" xmlns="http://www.w3.org/2000/svg">${rules}${names}${drawn}</svg>`;
}

function heightOf(value: number, most: number): number {
  return TOP + PLOT_HEIGHT * (1 - value / most);
}

/** Lines do not cross what is not known. */
function stretches(points: readonly (string | null)[]): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  for (const point of points)
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  return found.filter(({ length }) => length > 1);
}

/** The next of 1, 2, 4, 8 times a power of ten: each of its quarters is short to write. */
function niceMost(values: readonly number[]): number {
  const most = Math.max(...values, 0);
  if (!(most > 0) || !Number.isFinite(most)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 8].find((each) => each * power >= most) ?? 10) * power;
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}

function place(value: number): string {
  return value.toFixed(1);
}
