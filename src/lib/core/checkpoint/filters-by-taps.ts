/** Filters of a convolution as frames follow one another: (outputs, inputs, taps) to (outputs, taps, inputs). */
export function filtersByTaps(values: Float32Array, inputs: number, taps: number): Float32Array<ArrayBuffer> {
  const sorted = new Float32Array(values.length);
  for (let from = 0; from < values.length; from++) {
    const output = Math.floor(from / (inputs * taps));
    const input = Math.floor(from / taps) % inputs;
    sorted[(output * taps + (from % taps)) * inputs + input] = values[from] ?? 0;
  }
  return sorted;
}
