import { expect, test } from 'vitest';
import { barChart, lineChart } from '../../../../../src/lib/core/performance/report/report-charts';

const format = (value: number) => `${value} ms`;

/** Numbers of an attribute, in the order of the picture. */
function numbers(svg: string, tag: string, attribute: string): number[] {
  return [...svg.matchAll(new RegExp(`<${tag}[^>]* ${attribute}="([^"]+)"`, 'gu'))].map(([, value]) =>
    Number(value),
  );
}

test('a bar is as high as its value, and the limit lies where its value would end', () => {
  const { text } = barChart({
    ...{ title: 'Delays', labels: ['a', 'b', 'c'], values: [400, 800, null], format },
    limit: { name: 'Limit 800', value: 800 },
  });
  expect(numbers(text, 'rect', 'height')).toEqual([87, 174]);
  const [limit] = numbers(text, 'line class="limit"', 'y1');
  expect(limit).toBe(numbers(text, 'rect', 'y')[1]);
  for (const tick of ['0 ms', '200 ms', '800 ms']) expect(text).toContain(`>${tick}<`);
});

test('a line has a gap where nothing is known, and a point for each day', () => {
  const { text } = lineChart({
    ...{ title: 'Days', labels: ['1', '2', '3', '4', '5'], format },
    lines: [{ name: 'p50', values: [100, 200, null, 100, 100] }],
  });
  expect(text.match(/<polyline/gu)).toHaveLength(2);
  expect(numbers(text, 'circle', 'cy')).toEqual([99, 12, 99, 99]);
});

test('ninety days have few enough names to be read', () => {
  const labels = Array.from({ length: 90 }, (_, day) => `day ${day}`);
  const { text } = lineChart({
    title: 'Days',
    labels,
    format,
    lines: [{ name: 'p50', values: labels.map(() => 5) }],
  });
  expect(text.match(/class="across"/gu)!.length).toBeLessThanOrEqual(8);
});

test.each([[[]], [[0, 0]], [[null]], [[1e-9, 1e12]]])(
  'of %j there is a picture without nonsense',
  (values) => {
    const labels = values.map(String);
    const { text } = barChart({ title: '', labels, values, limit: null, format });
    expect(text).not.toMatch(/NaN|Infinity/u);
    expect(lineChart({ title: '', labels, format, lines: [{ name: '', values }] }).text).not.toMatch(
      /NaN|Infinity/u,
    );
  },
);
