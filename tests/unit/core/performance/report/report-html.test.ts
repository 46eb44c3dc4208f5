import { describe, expect, test } from 'vitest';
import { MESSAGES } from '../../../../../src/lib/app/messages/messages';
import { reportHtml } from '../../../../../src/lib/core/performance/report/report-html';
import { CRITERION_IDS } from '../../../../../src/lib/core/performance/criteria';
import { HOSTILE, isShipped, reportFacts } from '../../../../../testing/performance/report-facts';

const without = { withTexts: false, isShipped };
const WORDS = MESSAGES.en.report.words;

/** What a person reads: without tags, with the signs that were escaped, every kind of space alike. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*<\/style>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ');
}

test('every figure, limit and verdict is in it, with the sentence what to do', () => {
  const text = textOf(reportHtml(reportFacts(), WORDS, without));
  const { criteria, advice, unknown, kinds, whole } = WORDS.verdict;
  for (const id of CRITERION_IDS) expect(text).toContain(criteria[id]);
  for (const figure of ['700 ms', '880 ms', '10%', '12.5%', '912.4 MB', '0.15', 'equal texts: 100'])
    expect(text).toContain(figure);
  for (const limit of [
    'at most 1,000 ms',
    'at most 1,800 ms',
    'at most 800 MB',
    'at most 80°C',
    'below 1',
    'at least 100',
  ])
    expect(text).toContain(limit);
  expect(text).toContain(advice.memory);
  expect(text).toContain(advice.requests);
  expect(text).toContain(unknown.temperature);
  expect(text).toContain(`✕ ${whole['no-go']}`);
  expect([text.includes(`✓ ${kinds.go}`), text.includes(`✕ ${kinds['no-go']}`)]).toEqual([true, true]);
});

test('every figure of the benchmark, of the days and of the page’s other tables is in it', () => {
  const text = textOf(reportHtml(reportFacts(), WORDS, without));
  const figures = [
    ...[
      '2.5 sec',
      '3.25 sec',
      '0.37 sec',
      '0.41 sec',
      '0.148',
      '0.126',
      '0.136',
      '1 of 4 (25%)',
      '1 of 3 (33.3%)',
    ],
    ...[
      '2 of 7 (28.6%)',
      '812 ms',
      '431 ms',
      '674 ms',
      'p50 674 ms, p95 674 ms',
      '0 of 4 (0%)',
      '3 of 3 (100%)',
    ],
    ...[
      '3 of 7 (42.9%)',
      '467.3 MB',
      'whisper-base-q8_0',
      'nvidia ampere',
      '640 ms',
      '1,210 ms',
      '631 ms',
      '1,170 ms',
    ],
    ...['2026-11-28', 'Short context', '0.31 s', '0.72 s', 'Mozilla/5.0 Test', '16', 'RTX 3090', '0.2.0'],
    ...['WebGPU · NVIDIA ampere', 'French, English', 'November 30, 2026'],
  ];
  for (const figure of figures) expect(text).toContain(figure);
});

describe('texts', () => {
  test('without the tick those of the app’s clips are in it, and none of a person’s', () => {
    const html = reportHtml(reportFacts(), WORDS, without);
    expect(html).toContain('The birch canoe slit.');
    expect(html).not.toContain('phrase lue');
    expect(html).not.toContain('phase lue');
    expect(html).not.toContain('>phrase<');
    expect(html).toContain(WORDS.texts.none);
  });

  test('with the tick a person’s are in it too, and it says so', () => {
    const html = reportHtml(reportFacts(), WORDS, { withTexts: true, isShipped });
    for (const text of ['Ma phrase lue.', 'Ma phase lue.', '>phrase<', WORDS.texts.some])
      expect(html).toContain(text);
  });
});

describe('one file that asks for nothing', () => {
  const html = reportHtml(reportFacts(), WORDS, without);

  test('no script, no address, no event', () => {
    expect(html).not.toMatch(/<script|javascript:|<link|<img|<iframe|<object|@import|url\(|\son\w+=/iu);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/u);
    expect(html).toContain('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"');
  });

  test('it prints on A4, rows stay whole, heads are repeated', () => {
    expect(html).toMatch(/@page \{ size: A4/u);
    expect(html).toMatch(/tr, .verdicts tbody \{ break-inside: avoid/u);
    expect(html).toMatch(/table-header-group/u);
  });

  test('charts are pictures with names, beside tables', () => {
    expect(html.match(/<svg role="img" aria-label="[^"]+"/gu)).toHaveLength(2);
    expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/u);
  });
});

test('names that attack stay text', () => {
  const facts = reportFacts();
  const { run } = facts.runs[0]!;
  const [file] = run.files;
  const clip = { ...file!.clip, id: HOSTILE, text: HOSTILE };
  const hostile = reportHtml(
    reportFacts({
      device: { userAgent: HOSTILE, cores: 2, engine: HOSTILE, card: HOSTILE },
      versions: [{ name: HOSTILE, value: HOSTILE }],
      settings: [{ name: HOSTILE, value: HOSTILE }],
      runs: [
        {
          name: HOSTILE,
          run: {
            ...run,
            setup: { ...run.setup, modelId: HOSTILE, version: HOSTILE, adapter: HOSTILE },
            files: [{ ...file!, clip, text: HOSTILE }],
            dictations: run.dictations.map((each) => ({ ...each, clip, text: HOSTILE })),
          },
        },
      ],
      trends: [{ name: HOSTILE, unit: 'milliseconds', days: [{ day: HOSTILE, p50: 1, p95: 2 }] }],
      tables: [{ title: HOSTILE, columns: [HOSTILE, HOSTILE], rows: [[HOSTILE, HOSTILE]] }],
    }),
    { ...WORDS, language: HOSTILE, title: HOSTILE },
    { withTexts: true, isShipped },
  );
  expect(hostile).not.toMatch(/<script|<img|<\/svg><script/iu);
  expect(hostile.match(/<\/style>/gu)).toHaveLength(1);
  expect(hostile.match(/<svg/gu)).toHaveLength(hostile.match(/<\/svg>/gu)!.length);
  expect(hostile).not.toMatch(/[^\P{Cc}\t\n\r]|[\ud800-\udfff]/u);
  expect(textOf(hostile)).toContain(
    `<script>document.title='x'</script>"><img src=x onerror=alert(1)> & 'a'`,
  );
});

test('in French every word of it is French, and figures are written as in French', () => {
  const html = reportHtml(reportFacts(), MESSAGES.fr.report.words, without);
  const text = textOf(html);
  expect(html).toContain('<html lang="fr">');
  expect(text).toContain('912,4 Mo');
  expect(text).toContain('12,5 %');
  expect(text).toContain('30 novembre 2026');
  for (const word of ['Criterion', 'at most', 'Measured', 'Clips', 'Delay', 'Device', 'Settings', 'Day'])
    expect(text.replace('Clips of the app', '').replaceAll('Delay to the final text', '')).not.toContain(
      word,
    );
});

test('before anything was measured it is made all the same', () => {
  const html = reportHtml(
    reportFacts({ runs: [], trends: [], tables: [], verdicts: [], whole: 'not-measured', judgedAt: null }),
    WORDS,
    without,
  );
  expect(textOf(html)).toContain(WORDS.verdict.whole['not-measured']);
});
