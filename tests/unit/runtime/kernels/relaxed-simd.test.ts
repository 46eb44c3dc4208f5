import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import type { KernelOutputs } from '../../../../testing/kernel-outputs';

/** What a process whose processor lacks what `flags` take away makes of a toy. */
async function outputsOf(build: 'relaxed' | 'plain', flags: readonly string[]): Promise<KernelOutputs> {
  const args = [...flags, '--import', 'tsx', 'testing/kernel-outputs.ts', build];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as KernelOutputs;
}

let plain: KernelOutputs;
beforeAll(async () => void (plain = await outputsOf('plain', [])), 60_000);

test.each([
  { name: 'all that this one has', flags: [] },
  { name: 'no fused products', flags: ['--no-enable-fma3'] },
  { name: 'no AVX2', flags: ['--no-enable-avx2'] },
  { name: 'neither AVX nor fused products', flags: ['--no-enable-avx', '--no-enable-fma3'] },
])(
  'a processor with $name writes the tokens of the plain build',
  async ({ flags }) => {
    expect((await outputsOf('plain', flags)).tokens).toEqual(plain.tokens);
    const { isRelaxed, tokens, logits } = await outputsOf('relaxed', flags);
    // Node 20 without AVX multiplies wrongly, and a page there takes the plain build.
    if (!isRelaxed) expect(flags).toContain('--no-enable-avx');
    else {
      expect(tokens).toEqual(plain.tokens);
      // An activation that a fused product moves over the middle of two steps of 7 bits.
      const difference = Math.hypot(...logits.map((logit, i) => logit - (plain.logits[i] ?? NaN)));
      expect(difference / Math.hypot(...plain.logits)).toBeLessThan(0.04);
    }
  },
  60_000,
);
