/**
 * How many tests ended how. A step without tests of its own (lint, types) counts only when it fails, as one.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Readonly<Counts>} */
export const NO_COUNTS = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * The last line that `npm test` prints.
 *
 * @param {readonly Counts[]} all
 */
export function closingLine(all) {
  const { passed, failed, skipped } = sum(all);
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {readonly Counts[]} all */
export function sum(all) {
  return all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    NO_COUNTS,
  );
}

/**
 * A runner that ended badly without a failed test of its own (it crashed, a file did not load) is one failure.
 *
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function withExitCode(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {VitestReport} report what vitest's JSON reporter writes
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const filesNotLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + filesNotLoaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one per file
 */

/**
 * @param {PlaywrightReport} report what Playwright's JSON reporter writes
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors }) {
  // A flaky test passed at last; no retries are set, so there is none unless somebody asks for it.
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors outside of any test
 */
