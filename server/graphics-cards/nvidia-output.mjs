/** @typedef {import('./card-reading.mjs').CardReading} CardReading */

/** In the order in which a line has them. */
const FIELDS = [
  ...['index', 'uuid', 'name', 'temperature.gpu', 'power.draw', 'power.limit', 'utilization.gpu'],
  ...['memory.used', 'memory.total', 'clocks.gr', 'clocks.mem'],
];

/** A line per card, once a second until it is ended. Nothing else is ever handed to the program. */
export const NVIDIA_ARGUMENTS = Object.freeze([
  `--query-gpu=${FIELDS.join(',')}`,
  '--format=csv,noheader,nounits',
  '-l',
  '1',
]);

const BYTES_PER_MEBIBYTE = 1024 * 1024;

/**
 * @param {string} line
 * @returns {CardReading | null} null for a line that is not one of a card
 */
export function parseNvidiaLine(line) {
  const parts = line.split(',').map((part) => part.trim());
  if (parts.length !== FIELDS.length) return null;
  const [index = '', uuid = '', name = '', ...figures] = parts;
  if (!/^\d{1,3}$/.test(index) || !/^GPU-[\w-]{1,64}$/.test(uuid)) return null;
  const [temperature, power, limit, percent, used, total, graphicsClock, memoryClock] = figures.map(figureOf);
  return {
    ...{ id: uuid, name: name.slice(0, 80) || null, vendor: 'nvidia' },
    temperatureCelsius: temperature ?? null,
    powerWatts: power ?? null,
    powerLimitWatts: limit ?? null,
    utilisation: typeof percent === 'number' ? Math.min(percent / 100, 1) : null,
    memoryUsedBytes: bytesOf(used),
    memoryTotalBytes: bytesOf(total),
    graphicsClockMhz: graphicsClock ?? null,
    memoryClockMhz: memoryClock ?? null,
  };
}

/** @param {number | null | undefined} mebibytes */
function bytesOf(mebibytes) {
  return typeof mebibytes === 'number' ? mebibytes * BYTES_PER_MEBIBYTE : null;
}

/**
 * @param {string} text "63", "[N/A]", "[Not Supported]", "[Unknown Error]"
 * @returns {number | null}
 */
function figureOf(text) {
  return /^\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null;
}
