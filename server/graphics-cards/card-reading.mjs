/**
 * What is known of a graphics card now; null where nobody tells. `src/lib/core/performance/cards/card-reading.ts` has the same
 * shape for the page.
 *
 * @typedef {object} CardReading
 * @property {string} id the same as long as the card is in its place
 * @property {string | null} name "NVIDIA GeForce RTX 3090"
 * @property {'nvidia' | 'amd' | 'intel'} vendor
 * @property {number | null} temperatureCelsius
 * @property {number | null} powerWatts
 * @property {number | null} powerLimitWatts
 * @property {number | null} utilisation of its time, in [0, 1]
 * @property {number | null} memoryUsedBytes
 * @property {number | null} memoryTotalBytes
 * @property {number | null} graphicsClockMhz
 * @property {number | null} memoryClockMhz
 */

/**
 * Why `nvidia-smi` tells nothing.
 *
 * @typedef {object} CardsProblem
 * @property {'missing' | 'hangs' | 'failed' | 'unreadable'} kind
 * @property {string} detail its own words, or the code of the system; may be empty
 */

const MAX_DETAIL_CHARACTERS = 200;

/**
 * @param {string} text
 * @returns {string} one line that can be shown
 */
export function detailOf(text) {
  const line = text.replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ').trim();
  return line.slice(0, MAX_DETAIL_CHARACTERS);
}
