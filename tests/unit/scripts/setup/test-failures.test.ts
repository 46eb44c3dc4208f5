import { expect, test } from 'vitest';
import { playwrightFailures, vitestFailures } from '../../../../scripts/setup/test-failures.mjs';

test('a failed test is named with its file and what it says', () => {
  const passed = { status: 'passed', fullName: 'adds', failureMessages: [] };
  const failed = { status: 'failed', fullName: 'subtracts', failureMessages: ['expected 1, was 2'] };
  const report = {
    testResults: [
      { status: 'failed', name: 'sums.test.ts', message: '', assertionResults: [passed, failed] },
      { status: 'failed', name: 'broken.test.ts', message: 'no such module', assertionResults: [] },
      { status: 'failed', name: 'hook.test.ts', message: 'beforeAll failed', assertionResults: [passed] },
      { status: 'passed', name: 'right.test.ts', message: '', assertionResults: [passed] },
    ],
  };
  expect(vitestFailures(report)).toEqual([
    'sums.test.ts › subtracts\n    expected 1, was 2',
    'broken.test.ts\n    no such module',
    'hook.test.ts\n    beforeAll failed',
  ]);
});

test('of a failed end-to-end test the suites are named, and the first lines of its first error', () => {
  const message = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
  const specs = [
    { title: 'works', ok: true, tests: [] },
    { title: 'opens', ok: false, tests: [{ results: [{ errors: [{ message }] }] }] },
    { title: 'has no message', ok: false, tests: [] },
  ];
  const suites = [{ title: 'shell/keys.spec.ts', specs: [], suites: [{ title: 'a dialog', specs }] }];
  const [opens = '', ...others] = playwrightFailures({ suites, errors: [{ message: 'no server' }] });
  expect(opens.split('\n').slice(0, 2)).toEqual(['shell/keys.spec.ts › a dialog › opens', '    line 0']);
  expect(opens.split('\n')).toHaveLength(13);
  expect(others).toEqual([
    'shell/keys.spec.ts › a dialog › has no message\n    no message',
    'outside of any test\n    no server',
  ]);
});
