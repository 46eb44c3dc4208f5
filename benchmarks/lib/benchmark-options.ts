import type { DeviceChoice } from '../../src/lib/protocol/loading';
import type { ActivationType } from '../../src/lib/core/graph/graph-kernels';

/** What the command line says of a benchmark. */
export interface BenchmarkOptions {
  /** One part of it alone. */
  readonly only: string | undefined;
  /** Against other programs, in turn. */
  readonly peers: boolean;
  /** While another process keeps a core busy. */
  readonly load: boolean;
  /** What each optimisation is worth. */
  readonly ablation: boolean;
  /** Garbage is collected before memory is read, now and then. */
  readonly collect: boolean;
  /** What dictation may run on: `automatic`, what the app chooses where Chromium offers the graphics card. */
  readonly device: DeviceChoice;
  /** How many phrases are dictated at most. */
  readonly clips: number;
  /** On Chromium's software adapter. */
  readonly software: boolean;
  /** Instead of a model: weights that say nothing, of this size. */
  readonly 'random-weights'?: string | undefined;
  /** Of WebGPU. */
  readonly activations: ActivationType;
  /** Counted runs of each clip. */
  readonly repeats: number;
  /** A Python that has what the benchmark needs: faster-whisper, and pywhispercpp where both are compared with. */
  readonly python: string | undefined;
  /** How many of each kind, or minutes; null: as many as the benchmark has. */
  readonly count: number | null;
  /** Of what is random. */
  readonly seed: number;
}
