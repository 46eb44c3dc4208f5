import { HEAD_SIZE } from '../checkpoint/dimensions';
import type { TokenQueries } from '../whisper/decoding/token-decoder';
import type { AttentionHead } from '../checkpoint/alignment-heads';
import { MEDIAN_WIDTH, medianOfSeven } from './median-of-seven';

/**
 * How much each token attends to each place in the sound: the mean of the alignment heads, each normalised over
 * the tokens and smoothed over time.
 *
 * @param keys of each head, (positions, 64)
 * @param positions how many of the keys' positions hold sound, 20 ms each
 * @returns row-major (tokens, positions)
 * @see openai/whisper timing.py `find_alignment`
 */
export function attentionMatrix(
  tokens: readonly TokenQueries[],
  keys: readonly Float32Array[],
  heads: readonly AttentionHead[],
  positions: number,
): Float32Array {
  const mean = new Float32Array(tokens.length * positions);
  // The same memory for all heads: megabytes each, which would lie about until the next collection.
  const attention = new Float32Array(tokens.length * positions);
  const padded = new Float32Array(positions + MEDIAN_WIDTH - 1);
  const smoothed = new Float32Array(positions);
  for (const [index, head] of heads.entries()) {
    const own = keys[index];
    if (!own) throw new RangeError(`no keys of head ${head.head} of layer ${head.layer}`);
    writeAttention(tokens, own, head, attention);
    normalizeOverTokens(attention, tokens.length, positions);
    for (let row = 0; row < tokens.length; row++) {
      const start = row * positions;
      medianFilter(attention.subarray(start, start + positions), padded, smoothed);
      for (let i = 0; i < positions; i++)
        mean[start + i] = (mean[start + i] ?? 0) + (smoothed[i] ?? 0) / heads.length;
    }
  }
  return mean;
}

/**
 * Softmax over the positions of query times key.
 *
 * @param attention gets it, (tokens, positions)
 */
function writeAttention(
  tokens: readonly TokenQueries[],
  keys: Float32Array,
  { layer, head }: AttentionHead,
  attention: Float32Array,
): void {
  const positions = attention.length / tokens.length;
  const queries = tokens.map((token) => {
    const query = token.get(layer)?.subarray(head * HEAD_SIZE, (head + 1) * HEAD_SIZE);
    if (!query) throw new RangeError(`no queries of layer ${layer}`);
    return query;
  });
  const none = new Float32Array(HEAD_SIZE);
  for (let row = 0; row < tokens.length; row += 4) {
    const four = [0, 1, 2, 3].map((next) => queries[row + next] ?? none);
    writeProducts(four, keys, attention.subarray(row * positions), positions);
  }
  for (let row = 0; row < tokens.length; row++) {
    softmax(attention.subarray(row * positions, (row + 1) * positions));
  }
}

/** Four queries at once, so that each key is read from memory once for all of them. Rows that do not exist are not written. */
function writeProducts(
  [a, b, c, d]: readonly Float32Array[],
  keys: Float32Array,
  rows: Float32Array,
  positions: number,
): void {
  if (!a || !b || !c || !d) return;
  const scale = 1 / Math.sqrt(HEAD_SIZE);
  for (let position = 0; position < positions; position++) {
    const first = position * HEAD_SIZE;
    // One by one: to destructure an array here takes as long as the products.
    let inA = 0;
    let inB = 0;
    let inC = 0;
    let inD = 0;
    for (let i = 0; i < HEAD_SIZE; i++) {
      const key = keys[first + i] ?? 0;
      inA += (a[i] ?? 0) * key;
      inB += (b[i] ?? 0) * key;
      inC += (c[i] ?? 0) * key;
      inD += (d[i] ?? 0) * key;
    }
    rows[position] = inA * scale;
    rows[position + positions] = inB * scale;
    rows[position + 2 * positions] = inC * scale;
    rows[position + 3 * positions] = inD * scale;
  }
}

function softmax(values: Float32Array): void {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp((values[i] ?? 0) - largest);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / sum;
}

/** At each position to mean 0 and deviation 1 over the tokens: what all of them attend to tells nothing. */
function normalizeOverTokens(attention: Float32Array, tokens: number, positions: number): void {
  for (let position = 0; position < positions; position++) {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < tokens; row++) {
      const value = attention[row * positions + position] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / tokens;
    const deviation = Math.sqrt(Math.max(squares / tokens - mean * mean, 0)) || 1;
    for (let row = 0; row < tokens; row++) {
      const at = row * positions + position;
      attention[at] = ((attention[at] ?? 0) - mean) / deviation;
    }
  }
}

/**
 * @param padded room for the values with mirrored ends
 * @param smoothed gets the median of the values around each, over 140 ms
 */
function medianFilter(values: Float32Array, padded: Float32Array, smoothed: Float32Array): void {
  const half = (MEDIAN_WIDTH - 1) / 2;
  const last = values.length - 1;
  padded.set(values, half);
  for (let i = 1; i <= half; i++) {
    padded[half - i] = values[Math.min(i, last)] ?? 0;
    padded[half + last + i] = values[Math.max(last - i, 0)] ?? 0;
  }
  for (let i = 0; i <= last; i++) smoothed[i] = medianOfSeven(padded, i);
}
