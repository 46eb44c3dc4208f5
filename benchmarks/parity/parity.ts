import type { Device } from '../../src/lib/protocol/loading';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { binaryCommand, runCommand } from '../../scripts/setup/run-command.mjs';
import { readGgmlCheckpoint } from '../../src/lib/core/checkpoint/formats/ggml-reader';
import { defaultModelFile } from '../../testing/models/default-model';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import type { Figure, FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';

const REFERENCE_TENSORS = '../shared/reference/base-q8_0.tensors.json';

/** How near the engine in f32 comes to the reference: the parity tests, with their figures written down. */
export async function measureParity({ software }: BenchmarkOptions): Promise<FigureReport> {
  const where = software ? 'webgpu' : 'wasm';
  const figures = [await countEqualTensors(), ...(await runParityTests(where))];
  const device = { device: software ? 'webgpu, on the software adapter' : 'wasm', kernels: 'f32' };
  return { ...provenance('benchmark'), device, model: 'whisper-base-q8_0', figures };
}

async function runParityTests(device: Device): Promise<readonly Figure[]> {
  // Inside the repository: Vitest lets a page write nowhere else.
  const folder = inRepository('.cache');
  const file = inRepository('.cache', 'parity.json');
  mkdirSync(folder, { recursive: true });
  const vitest = ['run', '--project', 'browser', 'tests/browser/inference/engine/whisper/parity.test.ts'];
  const exitCode = await runCommand(binaryCommand('vitest', vitest), {
    environment: { PARITY_FILE: file, PARITY_DEVICE: device },
  });
  if (exitCode !== 0) throw new Error('the parity tests failed');
  const measured: Record<string, number> = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(measured).map(([name, value]) => asFigure(name, value));
}

/** Tensors of the shipped model whose bytes have the SHA-256 of the reference, of 245. */
async function countEqualTensors(): Promise<Figure> {
  const reference: Record<string, { sha256: string }> = JSON.parse(readFileSync(REFERENCE_TENSORS, 'utf8'));
  const { tensors } = await readGgmlCheckpoint(await defaultModelFile());
  let equal = 0;
  for (const [name, tensor] of tensors) {
    const sha256 = createHash('sha256')
      .update(await tensor.read())
      .digest('hex');
    if (reference[name]?.sha256 === sha256) equal++;
  }
  return asFigure('parity.tensors_equal', equal);
}

function asFigure(name: string, value: number): Figure {
  return { name, value, unit: name.endsWith('equal') ? 'count' : 'difference', samples: [value] };
}
