import { parseArgs } from 'node:util';
import { measureBasics } from './basics/basics';
import { measureBrowsers } from './browsers/browsers';
import { measureDictation } from './dictation/dictation';
import { measureEndurance } from './endurance/endurance';
import { measureFaults } from './faults/faults';
import { measureFile } from './file/file';
import { writeReport } from './lib/figures';
import { measureLighthouse } from './lighthouse/lighthouse';
import { measureLoad } from './load/load';
import { measureModels } from './models/models';
import { measureNatural } from './natural/natural';
import { measureOffline } from './offline/offline';
import { measurePage } from './page/page';
import { measureParity } from './parity/parity';
import { measurePerformance } from './performance/performance';
import { measureSwallowed } from './swallowed/swallowed';
import { measureWebgpu } from './webgpu/webgpu';

const BENCHMARKS = {
  basics: measureBasics,
  browsers: measureBrowsers,
  dictation: measureDictation,
  endurance: measureEndurance,
  faults: measureFaults,
  file: measureFile,
  lighthouse: measureLighthouse,
  load: measureLoad,
  models: measureModels,
  natural: measureNatural,
  offline: measureOffline,
  page: measurePage,
  parity: measureParity,
  performance: measurePerformance,
  swallowed: measureSwallowed,
  webgpu: measureWebgpu,
} as const;

const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string' },
    peers: flag,
    load: flag,
    ablation: flag,
    collect: flag,
    software: flag,
    'random-weights': { type: 'string' },
    activations: { type: 'string', default: 'float32' },
    device: { type: 'string', default: 'wasm' },
    clips: { type: 'string', default: 'Infinity' },
    repeats: { type: 'string', default: '5' },
    count: { type: 'string' },
    python: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const [name] = positionals;
const { out, repeats, clips, count, seed, only, activations, device, python, ...flags } = values;
const measure = Object.entries(BENCHMARKS).find(([each]) => each === name)?.[1];
const isType = activations === 'float32' || activations === 'float16';
const isDevice = device === 'wasm' || device === 'automatic';
if (
  !measure ||
  !out ||
  !isType ||
  !isDevice ||
  !(Number(repeats) >= 1) ||
  !(Number(clips) >= 1) ||
  !(Number(count ?? 1) >= 1)
) {
  console.error(
    `npm run benchmark -- ${Object.keys(BENCHMARKS).join('|')} [--only PART] --out FILE\n` +
      '  file: [--peers [--python PROGRAM]] [--ablation] [--repeats N]; endurance: [--collect]\n' +
      '  browsers: [--only no-fma3|no-avx|plain|alone|firefox] [--clips N]\n' +
      '  dictation: [--only phrases|false-stops|nonspeech] [--peers] [--load] [--device automatic] [--clips N]\n' +
      '  faults: [--only kills|variants|workers|library|roundtrip] [--count N] [--seed N]\n' +
      '  models: [--only formats|texts|quantization|import|speed|joint-steps|faults|cold-start|random|residency]\n' +
      '    [--python PROGRAM] [--repeats N]\n' +
      '  natural: --python PROGRAM, [--only fr|en] [--count MINUTES] [--seed N]\n' +
      '  performance: [--only long] [--device automatic] [--peers [--repeats N]]\n' +
      '  swallowed: [--only one-language|two-languages|repeats|quiet-side] [--count N] [--seed N] [--device automatic]\n' +
      '  webgpu: [--random-weights tiny|base|small|medium|turbo] [--activations float16] [--software] [--repeats N];\n' +
      '  parity: [--software], on WebGPU',
  );
  process.exit(2);
}
const numbers = {
  repeats: Number(repeats),
  clips: Number(clips),
  count: count === undefined ? null : Number(count),
  seed: Number(seed),
};
writeReport(await measure({ ...flags, only, activations, device, python, ...numbers }), out);
