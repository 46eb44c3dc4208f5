import { copyFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The kernels with relaxed SIMD, and those that take their place. */
const REPLACED = { relaxed: 'plain', 'relaxed-alone': 'plain-alone' };

/**
 * Copies a build and puts the kernels without relaxed SIMD where a browser that has it looks for the others.
 *
 * @param target an empty folder
 * @returns `target`
 */
export function buildWithPlainKernels(build: string, target: string): string {
  cpSync(build, target, { recursive: true });
  for (const [relaxed, plain] of Object.entries(REPLACED))
    copyFileSync(kernelsIn(target, plain), kernelsIn(target, relaxed));
  return target;
}

function kernelsIn(folder: string, name: string): string {
  const assets = join(folder, '_app', 'immutable', 'workers', 'assets');
  // Vite's hash has eight characters, and may have a hyphen.
  const [file, ...more] = readdirSync(assets).filter((each) =>
    new RegExp(`^${name}-.{8}\\.wasm$`).test(each),
  );
  if (file === undefined || more.length > 0) throw new Error(`${assets} has not one file of ${name}`);
  return join(assets, file);
}
