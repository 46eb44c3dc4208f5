import type { InferenceSession } from 'onnxruntime-web';
import type { Checkpoint } from '../../../core/checkpoint/checkpoint';
import type { WhisperDimensions } from '../../../core/checkpoint/dimensions';
import { expectedTensors } from '../../../core/checkpoint/expected-tensors';
import { buildDecoderGraph } from '../../../core/graph/decoder-graph';
import { buildEncoderGraph, WASM_QUERY_PARTS } from '../../../core/graph/encoder-graph';
import type { BuiltGraph } from '../../../core/graph/graph-builder';
import { F32_WASM_KERNELS, INT8_WASM_KERNELS } from '../../../core/graph/wasm-kernels';
import { createSession as createOnnxSession, type Ort } from '../../../runtime/onnx-runtime';
import { asEngineError } from './engine-error';
import { WeightBlob, type WeightReading } from './weight-blob';

/** Encoder and decoder of one checkpoint, compiled by onnxruntime. */
export interface WhisperSessions {
  readonly encoder: InferenceSession;
  readonly decoder: InferenceSession;
}

export interface SessionOptions {
  /** f32 is exact. */
  readonly kernels: 'int8' | 'f32';
  /** For the parity tests: the encoder's own output besides the cross-attention. */
  readonly withEncoderOutput?: boolean;
}

/**
 * Writes the graphs for WASM and hands them to onnxruntime, one after the other: two sessions must not be
 * created at once. The decoder first: packing its matrices leaves holes in the heap, which never shrinks, and the
 * encoder finds room in them. The decoder is f32 always: an 8-bit one is no faster there.
 *
 * @throws AppError model-corrupt, out-of-memory, engine-failed
 */
export async function createWasmSessions(
  ort: Ort,
  checkpoint: Checkpoint,
  { kernels, withEncoderOutput = false }: SessionOptions,
): Promise<WhisperSessions> {
  const encoderKernels = kernels === 'int8' ? INT8_WASM_KERNELS : F32_WASM_KERNELS;
  const decoder = await createSession(ort, buildDecoderGraph(checkpoint, F32_WASM_KERNELS));
  try {
    const graph = buildEncoderGraph(checkpoint, encoderKernels, {
      withEncoderOutput,
      queryParts: WASM_QUERY_PARTS,
    });
    return { encoder: await createSession(ort, graph), decoder };
  } catch (thrown) {
    await decoder.release();
    throw thrown;
  }
}

/** What the weights take in onnxruntime's heap, in f32: all its models share that one, so it cannot be counted. */
export function weightBytes(dimensions: WhisperDimensions): number {
  return [...expectedTensors(dimensions).values()].reduce(
    (sum, shape) => sum + 4 * shape.reduce((product, length) => product * length, 1),
    0,
  );
}

/** @throws AppError model-corrupt, out-of-memory, engine-failed, app-not-loaded */
export async function createSession(
  ort: Ort,
  graph: BuiltGraph,
  options: InferenceSession.SessionOptions = { executionProviders: ['wasm'] },
): Promise<InferenceSession> {
  const reading: WeightReading = { failure: null, last: null };
  try {
    return await createOnnxSession(ort, graph.model, {
      ...options,
      externalData: graph.weights.map((weight) => ({
        path: weight.path,
        data: new WeightBlob(weight, reading),
      })),
      graphOptimizationLevel: 'all',
    });
  } catch (thrown) {
    throw asEngineError(reading.failure ?? thrown);
  }
}
