import { parseArgs } from 'node:util';
import { measureBasics } from './basics/basics';
import { writeReport } from './lib/figures';
import { measurePage } from './page/page';
import { measureParity } from './parity/parity';

const BENCHMARKS = { basics: measureBasics, page: measurePage, parity: measureParity } as const;

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' } },
  allowPositionals: true,
});
const [name] = positionals;
const measure = Object.entries(BENCHMARKS).find(([each]) => each === name)?.[1];
if (!measure || !values.out) {
  console.error(`npm run benchmark -- ${Object.keys(BENCHMARKS).join('|')} [--only PART] --out FILE`);
  process.exit(2);
}
writeReport(await measure(values.only), values.out);
