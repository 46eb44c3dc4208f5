// The tests print thousands of lines, and whoever reads their end learns which of them failed and why.

const MESSAGE_LINES = 12;

/**
 * @param {VitestReport} report what vitest's JSON reporter writes
 * @returns {string[]} a failed test each: its file, its name and the first lines of what it says
 */
export function vitestFailures({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      // A file that did not load has no failed test.
      if (failed.length === 0) return [failure(name, message)];
      return failed.map(({ fullName, failureMessages }) =>
        failure(`${name} › ${fullName}`, failureMessages[0]),
      );
    });
}

/**
 * @typedef {object} VitestReport
 * @property {{ status: string, name: string, message?: string, assertionResults: VitestTest[] }[]} testResults one per file
 */

/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} VitestTest */

/**
 * @param {PlaywrightReport} report what Playwright's JSON reporter writes
 * @returns {string[]} a failed test each: its file, its name and the first lines of what it says
 */
export function playwrightFailures({ suites, errors }) {
  const outside = errors.map(({ message }) => failure('outside of any test', message));
  return [...suites.flatMap((suite) => failuresOf(suite, [])), ...outside];
}

/**
 * @param {PlaywrightSuite} suite
 * @param {readonly string[]} above the titles of the suites that it lies in
 * @returns {string[]}
 */
function failuresOf({ title, specs, suites = [] }, above) {
  const path = [...above, title];
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...failed.map((spec) => failure([...path, spec.title].join(' › '), firstMessage(spec))),
    ...suites.flatMap((suite) => failuresOf(suite, path)),
  ];
}

/** @param {PlaywrightSpec} spec */
function firstMessage({ tests }) {
  return tests.flatMap(({ results }) => results).flatMap(({ errors }) => errors)[0]?.message;
}

/**
 * @typedef {object} PlaywrightReport
 * @property {PlaywrightSuite[]} suites one per file
 * @property {{ message?: string }[]} errors outside of any test
 */

/** @typedef {{ title: string, specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * @typedef {object} PlaywrightSpec
 * @property {string} title
 * @property {boolean} ok
 * @property {{ results: { errors: { message?: string }[] }[] }[]} tests
 */

/**
 * @param {string} name
 * @param {string | undefined} message
 */
function failure(name, message = 'no message') {
  const lines = message.split('\n').slice(0, MESSAGE_LINES);
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}
