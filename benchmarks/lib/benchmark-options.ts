/** What the command line says of a benchmark. */
export interface BenchmarkOptions {
  /** One part of it alone. */
  readonly only: string | undefined;
  /** Against other programs, in turn. */
  readonly peers: boolean;
  /** What each optimisation is worth. */
  readonly ablation: boolean;
  /** Garbage is collected before memory is read, now and then. */
  readonly collect: boolean;
  /** Counted runs of each clip. */
  readonly repeats: number;
}
