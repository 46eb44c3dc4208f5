/** A model in memory, as far as it matters for who has to go. */
export interface Evictable {
  readonly id: string;
  readonly bytes: number;
  /** It never goes meanwhile. */
  readonly inUse: boolean;
  /** Of any clock; null where it came ahead of its need and nobody has used it. */
  readonly lastUsedMs: number | null;
}

/**
 * Which models have to go so that another has room: none more than needed. First those that nobody has used, the last
 * that came before the others, then the one that was not used for longest.
 *
 * @param residents in the order in which they came
 * @param neededBytes of the one that is to come; 0 to see what has to go as it is
 * @returns ids, the first to go first; 'too-large' where what is in use leaves no room
 */
export function whatToEvict(
  residents: readonly Evictable[],
  neededBytes: number,
  budgetBytes: number,
): readonly string[] | 'too-large' {
  const evicted: string[] = [];
  let takenBytes = residents.reduce((sum, { bytes }) => sum + bytes, 0) + neededBytes;
  for (const { id, bytes } of inOrder(residents)) {
    if (takenBytes <= budgetBytes) break;
    evicted.push(id);
    takenBytes -= bytes;
  }
  return takenBytes <= budgetBytes ? evicted : 'too-large';
}

function inOrder(residents: readonly Evictable[]): readonly Evictable[] {
  const idle = residents.filter(({ inUse }) => !inUse);
  const unused = idle.filter(({ lastUsedMs }) => lastUsedMs === null).reverse();
  const used = idle.filter(({ lastUsedMs }) => lastUsedMs !== null);
  return [...unused, ...used.sort((a, b) => (a.lastUsedMs ?? 0) - (b.lastUsedMs ?? 0))];
}
