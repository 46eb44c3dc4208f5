import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { SetupFailure, runMain } from './setup/failure.mjs';
import { ensureBrowser } from './setup/find-browser.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { binaryCommand, runCommand } from './setup/run-command.mjs';
import {
  NO_COUNTS,
  closingLine,
  playwrightCounts,
  sum,
  vitestCounts,
  withExitCode,
} from './setup/test-counts.mjs';
import { playwrightFailures, vitestFailures } from './setup/test-failures.mjs';
import { parseTestOptions } from './setup/test-options.mjs';

/** @typedef {import('./setup/test-counts.mjs').Counts} Counts */

// A test that loops for ever holds its thread, so the runner's own limits do not end it.
const STEP_TIMEOUT_MS = 20 * 60_000;
// Each takes one core.
const CHECKS_AT_ONCE = 2;

const reports = mkdtempSync(join(tmpdir(), 'superwhisper2-test-'));
/** @type {string[]} what failed, said again at the end */
const failures = [];

/** @type {Record<import('./setup/test-options.mjs').StepName, () => Promise<Counts>>} */
const STEPS = {
  lint: () =>
    checks([
      ['eslint', '.'],
      ['prettier', '--check', '--log-level', 'warn', '.'],
    ]),
  types: async () => {
    // It writes types that the others read.
    const synced = await checks([['svelte-kit', 'sync']]);
    const checked = await checks([
      ['svelte-check', '--output', 'human', '--fail-on-warnings'],
      ['tsc', '-p', 'tsconfig.core.json'],
      ['tsc', '-p', 'tsconfig.worker.json'],
      ['tsc', '-p', 'tsconfig.worklet.json'],
      ['tsc', '-p', 'tsconfig.node.json'],
    ]);
    return sum([synced, checked]);
  },
  knip: () => checks([['knip']]),
  unit: () => vitest('unit'),
  browser: async () => (await ensureBrowser(), vitest('browser')),
  e2e: async () => {
    await ensureBrowser();
    await ensureBuilt();
    // One by one the second: two engines at once on two cores are too slow for what is said in real time.
    return sum([await playwright('without-model', 2), await playwright('with-model', 1)]);
  },
};

await runMain(async () => {
  /** @type {Counts[]} */
  const counts = [];
  try {
    const names = parseTestOptions(process.argv.slice(2));
    await ensureInstalled();
    for (const name of names) counts.push(await runStep(name));
  } catch (thrown) {
    report(thrown);
    counts.push({ ...NO_COUNTS, failed: 1 });
  }
  rmSync(reports, { recursive: true, force: true });
  if (failures.length > 0) console.log(`\n=== failed\n${failures.join('\n')}\n`);
  console.log(closingLine(counts));
  return sum(counts).failed === 0 ? 0 : 1;
});

/**
 * A step that cannot even begin (no browser, no build) is a failure, and the next ones still run.
 *
 * @param {keyof typeof STEPS} name
 * @returns {Promise<Counts>}
 */
async function runStep(name) {
  const startMs = performance.now();
  console.log(`\n=== ${name}`);
  const counts = await STEPS[name]().catch((thrown) => (report(thrown), { ...NO_COUNTS, failed: 1 }));
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`=== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return counts;
}

/** @param {unknown} thrown */
function report(thrown) {
  console.error(thrown instanceof SetupFailure ? thrown.message : thrown);
  failures.push(thrown instanceof Error ? thrown.message : String(thrown));
}

/**
 * @param {readonly (readonly string[])[]} commands all of them run, whichever fails
 * @returns {Promise<Counts>}
 */
async function checks(commands) {
  let failed = 0;
  const waiting = [...commands];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name = '', ...args] = next;
      const code = await runCommand(binaryCommand(name, args), { timeoutMs: STEP_TIMEOUT_MS });
      if (code === 0) continue;
      failures.push(`${next.join(' ')}: failed`);
      failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work));
  return { ...NO_COUNTS, failed };
}

/**
 * @param {'unit' | 'browser'} project
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runCommand(binaryCommand('vitest', ['run', '--project', project, ...reporters]), {
    timeoutMs: STEP_TIMEOUT_MS,
  });
  return withExitCode(readReport(file, vitestCounts, vitestFailures), code);
}

/**
 * @param {'without-model' | 'with-model'} project
 * @param {number} workers how many spec files run at once
 * @returns {Promise<Counts>}
 */
async function playwright(project, workers) {
  const file = join(reports, `${project}.json`);
  const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, E2E_PORT: String(await freePort()) };
  const options = ['--project', project, `--workers=${workers}`, '--reporter=list,json'];
  const code = await runCommand(binaryCommand('playwright', ['test', ...options]), { environment });
  return withExitCode(readReport(file, playwrightCounts, playwrightFailures), code);
}

/** @returns {Promise<number>} so that two tests at once do not meet */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * @template Report, DetailedReport what each of the two reads of the same file
 * @param {string} file
 * @param {(report: Report) => Counts} count
 * @param {(report: DetailedReport) => string[]} namesOf
 * @returns {Counts}
 */
function readReport(file, count, namesOf) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    failures.push(...namesOf(report));
    return count(report);
  } catch (thrown) {
    failures.push(`no report at ${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return { ...NO_COUNTS, failed: 1 };
  }
}
