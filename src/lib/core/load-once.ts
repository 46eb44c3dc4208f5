/** What `load` gives, asked for once; where it fails, whoever comes next asks again. */
export function loadOnce<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | null = null;
  return () =>
    (loaded ??= load().catch((thrown: unknown) => {
      loaded = null;
      throw thrown;
    }));
}
