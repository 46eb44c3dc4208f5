#!/bin/sh
# Finding: Node 20 computes WebAssembly's i32x4.relaxed_dot_i8x16_i7x16_add wrongly until the function is optimised.
#
# Guess before the run: relaxed SIMD is behind a flag in Node 20 because the proposal was young, and what is behind the flag
# computes what the proposal says: with a second operand of 0 to 127 the result is exact, whatever the processor.
#
# Seen with Node 20.20.2 (V8 11.3) on x86-64: as V8's baseline compiler (Liftoff) compiles it, every sum is wrong; as its
# optimising compiler does, every one is right. So a kernel's first calls give other numbers than its later ones. The
# two-operand i16x8.relaxed_dot_i8x16_i7x16 is right in both. Chromium 156 is right in both.
#
# So kernels with this instruction are tested in a browser, or in Node with --no-liftoff --no-wasm-tier-up.
#
# Output seen:
#   v20.20.2
#   --liftoff-only: dot_add wrong 4000 of 4000, dot wrong 0 of 8000
#   --no-liftoff --no-wasm-tier-up: dot_add wrong 0 of 4000, dot wrong 0 of 8000
#
# Run: findings/node-20-relaxed-dot-add.sh    needs npm on x86-64 Linux
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@20.20.2 assemblyscript@0.28.20
cat > kernels.ts <<'KERNELS'
export function dotAdd(w: usize, a: usize, out: usize): void {
  v128.store(out, i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(w), v128.load(a), v128.load(out)));
}
export function dot(w: usize, a: usize, out: usize): void {
  v128.store(out, i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(w), v128.load(a)));
}
KERNELS
npx asc kernels.ts -O3 --runtime stub --importMemory --enable simd,relaxed-simd -o kernels.wasm
cat > probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';

const memory = new WebAssembly.Memory({ initial: 1 });
const module = new WebAssembly.Module(readFileSync('kernels.wasm'));
const { exports } = new WebAssembly.Instance(module, { env: { memory, abort() {} } });
const [W, A, SUMS, PAIRS] = [1024, 1040, 2048, 4096];
const bytes = new Int8Array(memory.buffer);
const sums = new Int32Array(memory.buffer, SUMS, 4);
const pairs = new Int16Array(memory.buffer, PAIRS, 8);
let seed = 3;
const random = (below) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
let wrongSums = 0;
let wrongPairs = 0;
for (let round = 0; round < 1000; round++) {
  for (let i = 0; i < 16; i++) {
    bytes[W + i] = random(256) - 128;
    bytes[A + i] = random(128);
  }
  sums.fill(5);
  exports.dotAdd(W, A, SUMS);
  exports.dot(W, A, PAIRS);
  const product = (i) => bytes[W + i] * bytes[A + i];
  pairs.forEach((pair, i) => (wrongPairs += pair === product(2 * i) + product(2 * i + 1) ? 0 : 1));
  sums.forEach((sum, i) => {
    const exact = 5 + product(4 * i) + product(4 * i + 1) + product(4 * i + 2) + product(4 * i + 3);
    wrongSums += sum === exact ? 0 : 1;
  });
}
console.log(`dot_add wrong ${wrongSums} of 4000, dot wrong ${wrongPairs} of 8000`);
PROBE
node_modules/.bin/node --version
seen() { node_modules/.bin/node --experimental-wasm-relaxed-simd "$@" probe.mjs; }
baseline=$(seen --liftoff-only)
optimised=$(seen --no-liftoff --no-wasm-tier-up)
echo "--liftoff-only: $baseline"
echo "--no-liftoff --no-wasm-tier-up: $optimised"
[ "$baseline" = 'dot_add wrong 4000 of 4000, dot wrong 0 of 8000' ]
[ "$optimised" = 'dot_add wrong 0 of 4000, dot wrong 0 of 8000' ]
