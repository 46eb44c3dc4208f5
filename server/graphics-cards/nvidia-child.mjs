import { spawn } from 'node:child_process';
import { BoundedLines } from './bounded-lines.mjs';
import { detailOf } from './card-reading.mjs';
import { NVIDIA_ARGUMENTS } from './nvidia-output.mjs';

/** @typedef {import('./card-reading.mjs').CardsProblem} CardsProblem */

/**
 * @typedef {object} NvidiaChild
 * @property {Promise<void>} gone settles once the process has ended
 * @property {() => Promise<void>} kill asks it to end, then ends it; settles once it is gone, or cannot be ended
 */

/**
 * @typedef {object} ChildListener
 * @property {(line: string) => boolean} onLine says whether it is a card's
 * @property {(problem: CardsProblem) => void} onEnd that is all of it; may come several times. It wants to be killed then
 */

/** As many lines that are no card's, with none of a card between, and it is another program. */
const MAX_ODD_LINES = 20;

/**
 * Starts `nvidia-smi` without a shell, with fixed arguments.
 *
 * @param {import('./nvidia-program.mjs').NvidiaProgram} program
 * @param {Pick<import('./nvidia-smi.mjs').NvidiaLimits, 'silence' | 'grace'>} limits
 * @param {ChildListener} listener
 * @returns {NvidiaChild}
 */
export function runNvidiaSmi({ file, args = [] }, { silence, grace }, { onLine, onEnd }) {
  const child = spawn(file, [...args, ...NVIDIA_ARGUMENTS], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const lines = new BoundedLines(() => performance.now());
  let [words, oddLines] = ['', 0];
  const unreadable = () => onEnd({ kind: 'unreadable', detail: words });
  const hanging = () => onEnd({ kind: 'hangs', detail: '' });
  let timer = setTimeout(hanging, silence);
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    clearTimeout(timer);
    timer = setTimeout(hanging, silence);
    const taken = lines.take(text);
    for (const line of taken ?? []) {
      const isCard = onLine(line);
      oddLines = isCard ? 0 : oddLines + 1;
      if (!isCard) words ||= detailOf(line);
    }
    if (!taken || oddLines > MAX_ODD_LINES) unreadable();
  });
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (words ||= detailOf(text)));
  child.on('error', (/** @type {NodeJS.ErrnoException} */ { code }) =>
    onEnd({ kind: code === 'ENOENT' ? 'missing' : 'failed', detail: code ?? '' }),
  );
  const gone = whenGone(child);
  void gone.then(() =>
    onEnd({ kind: 'failed', detail: words || `exit ${child.exitCode ?? child.signalCode}` }),
  );
  return { gone, kill: () => (clearTimeout(timer), end(child, gone, grace)) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
function whenGone(child) {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    // It never was.
    child.once('error', () => child.pid === undefined && resolve());
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<void>} gone
 * @param {number} grace
 */
async function end(child, gone, grace) {
  // What still comes is not wanted, and must not pile up.
  child.stdout?.removeAllListeners('data').destroy();
  child.stderr?.removeAllListeners('data').destroy();
  child.kill();
  if (await isGoneIn(gone, grace)) return;
  child.kill('SIGKILL');
  // A process that waits in a driver ends when the driver lets it.
  if (!(await isGoneIn(gone, grace))) child.unref();
}

/**
 * @param {Promise<void>} gone
 * @param {number} milliseconds
 * @returns {Promise<boolean>}
 */
function isGoneIn(gone, milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    void gone.then(() => (clearTimeout(timer), resolve(true)));
  });
}
