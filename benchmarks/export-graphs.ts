import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGgmlCheckpoint } from '../src/lib/core/checkpoint/formats/ggml-reader';
import { buildEncoderGraph } from '../src/lib/core/graph/encoder-graph';
import type { BuiltGraph } from '../src/lib/core/graph/graph-builder';
import { buildWebgpuDecoderGraph } from '../src/lib/core/graph/webgpu-decoder-graph';
import { WEBGPU_KERNELS } from '../src/lib/core/graph/webgpu-kernels';
import { defaultModelFile } from '../testing/models/default-model';

// The graphs for WebGPU as files, for a runtime that is no browser: npx tsx benchmarks/export-graphs.ts FOLDER
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('where to?');
const checkpoint = await readGgmlCheckpoint(await defaultModelFile());
for (const type of ['float32', 'float16'] as const) {
  const encoder = buildEncoderGraph(checkpoint, WEBGPU_KERNELS[type], { addsPositionsInNorm: true });
  await write(join(folder, type, 'encoder'), encoder);
  await write(join(folder, type, 'decoder'), buildWebgpuDecoderGraph(checkpoint, type));
}

async function write(to: string, { model, weights }: BuiltGraph): Promise<void> {
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'model.onnx'), model);
  for (const { path, read } of weights) writeFileSync(join(to, path), await read());
}
