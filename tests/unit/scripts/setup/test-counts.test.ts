import { expect, test } from 'vitest';
import {
  closingLine,
  playwrightCounts,
  vitestCounts,
  withExitCode,
} from '../../../../scripts/setup/test-counts.mjs';
import { parseTestOptions } from '../../../../scripts/setup/test-options.mjs';

test('the closing line adds everything up', () => {
  const counts = [
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 4, failed: 2, skipped: 0 },
  ];
  expect(closingLine(counts)).toBe('7 passed, 2 failed, 1 skipped');
});

test('a test file that does not load counts as a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('an error outside of any end-to-end test counts as a failure', () => {
  const stats = { expected: 2, unexpected: 1, flaky: 1, skipped: 4 };
  expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 2, skipped: 4 });
});

test('a runner that ends badly with no failed test is one failure', () => {
  expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(withExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
});

test('all steps run unless some are named', () => {
  expect(parseTestOptions([])).toEqual(['lint', 'types', 'knip', 'unit', 'browser', 'e2e']);
  expect(parseTestOptions(['--only', 'e2e', '--only', 'unit'])).toEqual(['unit', 'e2e']);
  expect(() => parseTestOptions(['--only', 'everything'])).toThrow('no step "everything"');
});
