import { readLinuxCards } from './linux-cards.mjs';
import { NVIDIA_LIMITS, NvidiaSmi } from './nvidia-smi.mjs';
import { nvidiaPrograms } from './nvidia-program.mjs';

/** @typedef {import('node:http').ServerResponse} ServerResponse */

/** Where the page asks for them; nothing else of the address is looked at. */
export const GRAPHICS_CARDS_PATH = '/api/graphics-cards';

const MAX_LISTENERS = 16;
/** One that takes nothing for so many events is gone. */
const MAX_MISSED = 30;

/**
 * Where the figures come from; a test has its own. None of it can be given by a request.
 *
 * @typedef {object} GraphicsCardsOptions
 * @property {readonly import('./nvidia-program.mjs').NvidiaProgram[]} [programs] for `nvidia-smi`
 * @property {Partial<import('./nvidia-smi.mjs').NvidiaLimits>} [limits]
 * @property {string} [linuxRoot] for `/sys/class/drm`
 * @property {number} [intervalMs] between events
 */

/** Tells pages of the graphics cards of this computer, as server-sent events, while any of them listens. */
export class GraphicsCards {
  /** @type {Map<ServerResponse, number>} with how many events it has missed */
  #listeners = new Map();
  /** @type {NvidiaSmi | null} */
  #nvidia = null;
  /** @type {Promise<void>} */
  #ending = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #isReading = false;

  /** @param {GraphicsCardsOptions} [options] */
  constructor({
    programs = nvidiaPrograms(process.platform, process.env),
    limits = {},
    linuxRoot = '/sys/class/drm',
    intervalMs = 1000,
  } = {}) {
    /** @private */
    this.options = { programs, limits: { ...NVIDIA_LIMITS, ...limits }, linuxRoot, intervalMs };
  }

  /**
   * @param {string | undefined} method
   * @param {ServerResponse} response the headers of every response are set already
   */
  answer(method, response) {
    if (method !== 'GET') return void response.writeHead(405, { 'Cache-Control': 'no-store' }).end();
    if (this.#listeners.size >= MAX_LISTENERS)
      return void response.writeHead(503, { 'Cache-Control': 'no-store' }).end();
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    this.#listeners.set(response, 0);
    response.once('close', () => this.#leave(response));
    response.on('error', () => response.destroy());
    if (this.#listeners.size === 1) this.#begin();
  }

  /** @returns {Promise<void>} once nothing of it runs any more */
  async close() {
    for (const response of this.#listeners.keys()) response.destroy();
    this.#listeners.clear();
    await this.#end();
  }

  /** @param {ServerResponse} response */
  #leave(response) {
    this.#listeners.delete(response);
    if (this.#listeners.size === 0) void this.#end();
  }

  #begin() {
    const { programs, limits, intervalMs } = this.options;
    // One that is ending has no other beside it.
    void this.#ending.then(() => {
      if (this.#listeners.size > 0) this.#nvidia ??= new NvidiaSmi(programs, limits);
    });
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#tell(), intervalMs);
  }

  /** @returns {Promise<void>} */
  #end() {
    clearInterval(this.#timer);
    const nvidia = this.#nvidia;
    this.#nvidia = null;
    if (nvidia) this.#ending = nvidia.stop();
    return this.#ending;
  }

  async #tell() {
    if (this.#isReading || !this.#nvidia) return;
    this.#isReading = true;
    try {
      const others = await readLinuxCards(this.options.linuxRoot);
      const { cards, problem } = this.#nvidia?.report ?? { cards: [], problem: null };
      const event = JSON.stringify({ time: Date.now(), cards: [...cards, ...others], problem });
      for (const [response, missed] of this.#listeners) this.#send(response, missed, `data: ${event}\n\n`);
    } finally {
      this.#isReading = false;
    }
  }

  /**
   * @param {ServerResponse} response
   * @param {number} missed
   * @param {string} text
   */
  #send(response, missed, text) {
    if (missed >= MAX_MISSED) return void response.destroy();
    const isFull = response.writableNeedDrain;
    this.#listeners.set(response, isFull ? missed + 1 : 0);
    if (!isFull) response.write(text);
  }
}
