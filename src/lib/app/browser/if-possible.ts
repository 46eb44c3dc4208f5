/** Does what is nice to have: that it fails must not undo what has been done before it. */
export function ifPossible(work: () => void): void {
  try {
    work();
  } catch {
    // Whoever needed it had to ask for it otherwise.
  }
}
