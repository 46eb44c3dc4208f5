export const MEDIAN_WIDTH = 7;

/**
 * The median of the seven values from `first`. Without branches, which no processor can foresee here: a window has
 * more than a million medians.
 */
export function medianOfSeven(values: Float32Array, first: number): number {
  const a = values[first] ?? 0;
  const b = values[first + 1] ?? 0;
  const c = values[first + 2] ?? 0;
  const d = values[first + 3] ?? 0;
  const e = values[first + 4] ?? 0;
  const f = values[first + 5] ?? 0;
  const g = values[first + 6] ?? 0;
  const { min, max } = Math;

  // Of the smaller ones of three pairs the smallest cannot be it, nor the largest of the larger ones.
  const lowAB = min(a, b);
  const lowCD = min(c, d);
  const lowA = max(lowAB, lowCD);
  const lowB = max(min(lowAB, lowCD), min(e, f));
  const highAB = max(a, b);
  const highCD = max(c, d);
  const highA = min(highAB, highCD);
  const highB = min(max(highAB, highCD), max(e, f));

  // The same once more with two pairs of the four that are left, and g.
  const low = max(min(lowA, lowB), min(highA, highB));
  const high = min(max(lowA, lowB), max(highA, highB));
  return max(min(low, high), min(max(low, high), g));
}
