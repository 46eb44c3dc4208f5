import type { Figure } from './figures';

/**
 * What the p50 of a figure is to be at most on any device, in its unit. People wait for what has a target; the others say
 * where the time goes.
 */
export const TARGETS: Readonly<Partial<Record<Figure, number>>> = {
  // Shorter than the pause between two sentences: the words are there when the next one begins.
  final: 700,
  // The longest wait that does not break off a thought (Nielsen 1993, "Usability Engineering").
  firstWord: 1000,
  // Ten times as fast as it was spoken: an hour takes six minutes.
  fileSpeed: 0.1,
  // It is loaded while the page opens.
  load: 1000,
};
