import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const,
);

/** The jobs of a workflow by name; the part above them is ''. */
function jobsOf(workflow: string): Map<string, string> {
  const [head = '', jobs = ''] = workflow.split(/^jobs:\n/m);
  const parts = jobs.split(/^ {2}([\w-]+):\n/m);
  const named = parts.flatMap((part, index) =>
    index % 2 === 1 ? [[part, parts[index + 1] ?? ''] as const] : [],
  );
  return new Map([['', head], ...named]);
}

test('there is a workflow to check', () => {
  expect(workflows.length).toBeGreaterThan(0);
  for (const [, text] of workflows) expect([...jobsOf(text).keys()].length).toBeGreaterThan(1);
});

describe.each(workflows)('the workflow %s', (_, text) => {
  const jobs = jobsOf(text);

  test('names every action by its commit, with the version after it', () => {
    const used = text.split('\n').filter((line) => /\buses:/.test(line));
    const pinned = /^\s*(?:- )?uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(used.filter((line) => !pinned.test(line))).toEqual([]);
  });

  test('runs nothing of this repository where it may write or prove who it is', () => {
    const powerful = [...jobs].filter(([, job]) => /^\s*[\w-]+: write(?:-all)?$/m.test(job));
    expect(jobs.get('')).toMatch(/^permissions:\n {2}contents: read\n/m);
    for (const [name, job] of powerful) expect(job, name).not.toMatch(/\brun:|actions\/checkout/);
    expect(powerful.map(([name]) => name)).not.toContain('');
  });

  test('publishes from main only, after the tests', () => {
    const publishing = [...jobs.values()].filter((job) => job.includes('actions/deploy-pages'));
    for (const job of publishing) {
      expect(job).toMatch(/^ {4}needs: test$/m);
      expect(job).toMatch(
        /^ {4}if: github\.ref == 'refs\/heads\/main' && github\.event_name != 'pull_request'$/m,
      );
    }
    expect(jobs.get('test')).toMatch(/^ {6}- run: npm test$/m);
  });

  test('tests pushes and pull requests', () => {
    expect(jobs.get('')).toMatch(/^ {2}push:/m);
    expect(jobs.get('')).toMatch(/^ {2}pull_request:/m);
  });
});
