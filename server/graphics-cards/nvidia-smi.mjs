import { runNvidiaSmi } from './nvidia-child.mjs';
import { parseNvidiaLine } from './nvidia-output.mjs';

/** @typedef {import('./card-reading.mjs').CardReading} CardReading */
/** @typedef {import('./card-reading.mjs').CardsProblem} CardsProblem */

/**
 * Milliseconds; a test has shorter ones.
 *
 * @typedef {object} NvidiaLimits
 * @property {number} silence before it counts as hanging: a driver that wakes up takes seconds
 * @property {number} grace between asking it to end and ending it
 * @property {number} firstPause before it is started again; each further one is twice as long
 * @property {number} longestPause
 * @property {number} missingPause before a program that is not there is looked for again
 */

/** @type {NvidiaLimits} */
export const NVIDIA_LIMITS = Object.freeze({
  ...{ silence: 10_000, grace: 1000 },
  ...{ firstPause: 1000, longestPause: 30_000, missingPause: 60_000 },
});

const MAX_CARDS = 64;

/** One `nvidia-smi`, started again where it ends, until it is stopped. */
export class NvidiaSmi {
  /** @type {Map<string, { card: CardReading, atMs: number }>} */
  #cards = new Map();
  /** @type {CardsProblem | null} */
  #problem = null;
  #isStopped = false;
  #failures = 0;
  #program = 0;
  /** @type {import('./nvidia-child.mjs').NvidiaChild | null} */
  #child = null;
  /** @type {NodeJS.Timeout | undefined} */
  #restart;

  /**
   * @param {readonly import('./nvidia-program.mjs').NvidiaProgram[]} programs the first that is there is used
   * @param {NvidiaLimits} limits
   */
  constructor(programs, limits) {
    /** @private */
    this.programs = programs;
    /** @private */
    this.limits = limits;
    this.#start();
  }

  /** @returns {{ cards: readonly CardReading[], problem: CardsProblem | null }} as it stands now */
  get report() {
    const oldest = performance.now() - this.limits.silence;
    const cards = [...this.#cards.values()].filter(({ atMs }) => atMs >= oldest).map(({ card }) => card);
    return { cards, problem: this.#problem };
  }

  /** @returns {Promise<void>} once no process of it is left, but for one that the system cannot end */
  async stop() {
    this.#isStopped = true;
    clearTimeout(this.#restart);
    await this.#child?.kill();
  }

  #start() {
    const program = this.programs[this.#program];
    if (!program) return;
    let isOver = false;
    const child = runNvidiaSmi(program, this.limits, {
      onLine: (line) => this.#take(line),
      onEnd: (problem) => {
        if (isOver) return;
        isOver = true;
        this.#cards.clear();
        if (problem.kind !== 'missing') this.#problem = problem;
        void child.kill();
        // One that cannot be ended is not joined by another.
        void child.gone.then(() => this.#ended(problem));
      },
    });
    this.#child = child;
  }

  /**
   * @param {string} line
   * @returns {boolean} whether it is a card's
   */
  #take(line) {
    const card = parseNvidiaLine(line);
    if (!card || (this.#cards.size >= MAX_CARDS && !this.#cards.has(card.id))) return card !== null;
    this.#cards.set(card.id, { card, atMs: performance.now() });
    this.#problem = null;
    this.#failures = 0;
    return true;
  }

  /** @param {CardsProblem} problem */
  #ended(problem) {
    this.#child = null;
    if (this.#isStopped) return;
    const { firstPause, longestPause, missingPause } = this.limits;
    const isMissing = problem.kind === 'missing';
    if (isMissing && this.#program < this.programs.length - 1) {
      this.#program++;
      return this.#start();
    }
    this.#program = 0;
    this.#problem = problem;
    const pause = isMissing ? missingPause : Math.min(firstPause * 2 ** this.#failures++, longestPause);
    this.#restart = setTimeout(() => this.#start(), pause);
  }
}
