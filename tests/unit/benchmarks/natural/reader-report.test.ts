import { expect, test } from 'vitest';
import { readerReport } from '../../../../benchmarks/natural/reader-report';

const part = (file: string, transcript: string) => ({
  clip: { file, language: 'en', transcript, samples: new Int16Array(2 * 16_000) },
  gapSeconds: 0.3,
  gainDb: 0,
});
const SAID = {
  parts: [part('a.wav', 'Turn on the light.'), part('b.wav', 'What is the weather like in New York?')],
  startsSeconds: [0.3, 2.6],
};

test('a clip that is not written is a run of missing words, with its file and time', () => {
  const report = readerReport(SAID, 'Turn on the light.');
  expect(report).toMatchObject({ errors: 8, words: 12, missing: 8, extra: 0 });
  expect(report.missingRuns).toEqual([
    { file: 'b.wav', atSeconds: 2.6, count: 8, said: 'what is the weather like in new york', written: '' },
  ]);
});

test('a run inside a clip has its share of the clip’s time', () => {
  const { missingRuns } = readerReport(SAID, 'Turn on the light. What is New York?');
  expect(missingRuns).toEqual([
    { file: 'b.wav', atSeconds: 3.1, count: 4, said: 'the weather like in', written: '' },
  ]);
});

test('a few words that are missing or heard otherwise are errors, and no run', () => {
  const report = readerReport(SAID, 'Turn on a light. What is the weather like in York?');
  expect(report).toMatchObject({ errors: 2, missing: 1, missingRuns: [] });
});
