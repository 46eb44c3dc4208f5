import { toyCheckpoint } from '../../../testing/models/toy-checkpoint';
import { ctranslate2Pieces, ctranslate2Tensors } from '../../../testing/models/toy-ctranslate2-file';
import {
  type GgmlContents,
  ggmlPieces,
  joinPieces,
  toyGgmlContents,
} from '../../../testing/models/toy-ggml-file';
import {
  headerPiece,
  huggingFaceTensors,
  safetensorsPieces,
} from '../../../testing/models/toy-huggingface-folder';
import {
  archived,
  join,
  pickledFiles,
  pickledTensors,
  PICKLE,
  toyPickledPieces,
} from '../../../testing/models/toy-pickle-file';
import { zipCrc32, zipPieces } from '../../../testing/models/toy-zip-file';
import { seededRandom } from '../../../testing/seeded-random';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that is no model, and what it does. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Bytes;
}

const published = toyCheckpoint({ layers: 1, multilingual: true });

/** One file of each kind that is read, whole. */
export async function wholeFiles(): Promise<Readonly<Record<string, Bytes>>> {
  return {
    'ggml-q8_0.bin': joinPieces(ggmlPieces(await toyGgmlContents('q8_0', { layers: 1 }))),
    'ggml-f16.bin': joinPieces(ggmlPieces(await toyGgmlContents('f16', { layers: 1 }))),
    'ct2.bin': joinPieces(ctranslate2Pieces(await ctranslate2Tensors(published, 'int8'))),
    'model.safetensors': joinPieces(safetensorsPieces(await huggingFaceTensors(published, 'F16'))),
    'model.pt': joinPieces(await toyPickledPieces(published, 'f16')),
  };
}

/** Each whole file cut at so many places, the last one byte before its end. */
export function cutFiles(whole: Readonly<Record<string, Bytes>>, cuts: number): HostileFile[] {
  return Object.entries(whole).flatMap(([name, bytes]) =>
    Array.from({ length: cuts }, (_, cut) => {
      const length = cut === cuts - 1 ? bytes.length - 1 : Math.floor((bytes.length * cut) / (cuts - 1));
      return { name: `${name} cut after ${length} bytes`, bytes: bytes.subarray(0, length) };
    }),
  );
}

/** The start of each whole file before random bytes. */
export function noiseFiles(
  whole: Readonly<Record<string, Bytes>>,
  startBytes: readonly number[],
): HostileFile[] {
  const random = seededRandom(24);
  const noise = () => Uint8Array.from({ length: 3000 }, () => 256 * random());
  return Object.entries(whole).flatMap(([name, bytes]) =>
    startBytes.map((length) => ({
      name: `${length} bytes of ${name} before noise`,
      bytes: join(bytes.subarray(0, length), noise()),
    })),
  );
}

/** Headers with numbers that no model has. The ftype is left out: each tensor says its own type. */
export async function absurdHeaders(): Promise<HostileFile[]> {
  const contents = await toyGgmlContents('q8_0', { layers: 1 });
  const changed = (name: string, change: Partial<GgmlContents>): HostileFile => ({
    name: `ggml with ${name}`,
    bytes: joinPieces(ggmlPieces({ ...contents, ...change })),
  });
  const fields = contents.header
    .slice(0, 10)
    .flatMap((_, field) =>
      [0, -1, 2 ** 31 - 1, -(2 ** 31)].map((value) =>
        changed(`field ${field} ${value}`, { header: contents.header.with(field, value) }),
      ),
    );
  const [first, second, ...others] = contents.tensors;
  if (!first || !second) throw new Error('a toy has tensors');
  return [
    ...fields,
    changed('fftBins -1', { fftBins: -1 }),
    changed('fftBins 2^30', { fftBins: 2 ** 30 }),
    changed('no token', { vocabulary: [] }),
    changed('a token of 2 KB', { vocabulary: contents.vocabulary.with(3, new Uint8Array(2048)) }),
    changed('the names of two tensors swapped', {
      tensors: [{ ...first, name: second.name }, { ...second, name: first.name }, ...others],
    }),
    changed('a tensor twice', { tensors: [first, first, second, ...others] }),
    changed('a tensor missing', { tensors: [second, ...others] }),
    changed('a tensor too many', { tensors: [...contents.tensors, { ...second, name: '../../x' }] }),
    changed('tensors of no dimension', {
      tensors: contents.tensors.map((each) => ({ ...each, dimensions: [] })),
    }),
    changed('a tensor of 2^124 values', {
      tensors: [
        { ...first, dimensions: [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1] },
        second,
        ...others,
      ],
    }),
    ...[9, 15, 16, 20, 23, 99, -1, 2 ** 31 - 1].map((typeNumber) =>
      changed(`tensors of type ${typeNumber}`, {
        tensors: contents.tensors.map((each) => ({ ...each, typeNumber })),
      }),
    ),
    changed('values that are no numbers', {
      tensors: contents.tensors.map((each) => ({
        ...each,
        data: new Uint8Array(each.data.length).fill(255),
      })),
    }),
  ];
}

/** Safetensors whose headers lie. */
export async function lyingSafetensors(): Promise<HostileFile[]> {
  const tensors = await huggingFaceTensors(published, 'F16');
  const data = [{ kind: 'data' as const, bytes: new Uint8Array(4096) }];
  const withHeader = (name: string, header: string): HostileFile => ({
    name: `safetensors with ${name}`,
    bytes: joinPieces([headerPiece(header), ...data]),
  });
  const first = tensors[0]?.name ?? '';
  const placed = (name: string, place: readonly number[]): HostileFile => ({
    name: `safetensors with a tensor at ${name}`,
    bytes: joinPieces(safetensorsPieces(tensors, { [first]: place })),
  });
  const lengths = [0n, 1n, 2n ** 20n, 2n ** 31n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];
  const entry = (value: unknown) => JSON.stringify({ [first]: value });
  return [
    ...lengths.map((length) => ({
      name: `safetensors with a header of ${length} bytes`,
      bytes: join(new Uint8Array(BigUint64Array.of(length).buffer), new TextEncoder().encode('{"a":{}}')),
    })),
    placed('a negative place', [-64, 64]),
    placed('a place behind the end', [2 ** 40, 2 ** 40 + 1]),
    placed('a place that ends before it begins', [640, 0]),
    placed('a place of halves', [0.5, 100.5]),
    placed('the place of another', [128, 256]),
    placed('no place', []),
    withHeader('a header of 100,000 brackets', '['.repeat(100_000)),
    withHeader('100,000 objects within each other', '{"a":'.repeat(100_000)),
    withHeader('a list for a header', '[1, 2, 3]'),
    withHeader('null for a header', 'null'),
    withHeader('50,000 tensors of nothing', JSON.stringify(manyTensors(50_000))),
    withHeader('a prototype', '{"__proto__":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}'),
    ...[null, 7, 'F16', [], {}, { dtype: 'F16' }, { dtype: 'F8_E4M3', shape: [2], data_offsets: [0, 2] }].map(
      (value) => withHeader(`a tensor that is ${JSON.stringify(value)}`, entry(value)),
    ),
    withHeader('a shape of 2^53', entry({ dtype: 'F16', shape: [2 ** 53, 2 ** 53], data_offsets: [0, 2] })),
    withHeader('a shape of 1e308', `{"${first}":{"dtype":"F16","shape":[1e308,10],"data_offsets":[0,2]}}`),
  ];
}

function manyTensors(count: number): Readonly<Record<string, unknown>> {
  const entries = Array.from({ length: count }, (_, index) => [
    `t${index}`,
    { dtype: 'F16', shape: [0], data_offsets: [0, 0] },
  ]);
  return Object.fromEntries(entries);
}

/** Archives that would take all memory, or run something. */
export async function hostileArchives(): Promise<HostileFile[]> {
  const tensors = await pickledTensors(published, 'f16');
  const files = pickledFiles(published, tensors);
  const known = new Map<Uint8Array, number>();
  const crc32 = (bytes: Uint8Array) => {
    const crc = known.get(bytes) ?? zipCrc32(bytes);
    known.set(bytes, crc);
    return crc;
  };
  const zipped = (name: string, contents: Bytes): HostileFile => ({
    name: `.pt with ${name}`,
    bytes: joinPieces(zipPieces([archived('data.pkl', contents)])),
  });
  const lying = (name: string, lies: readonly (readonly [number, number])[]): HostileFile => ({
    name: `.pt with ${name}`,
    bytes: joinPieces(
      zipPieces(
        files.map((file, index) => (index === 0 ? { ...file, lies } : file)),
        { crc32 },
      ),
    ),
  });
  const text = (characters: string) => new TextEncoder().encode(characters);
  const pickle = (...parts: readonly Uint8Array[]) => join(PICKLE.start, ...parts, PICKLE.stop);
  return [
    zipped('os.system', pickle(text("cos\nsystem\n(S'true'\ntR"))),
    zipped('builtins.eval', pickle(text("cbuiltins\neval\n(S'1'\ntR"))),
    zipped('an end and nothing else', PICKLE.stop),
    zipped('no end', PICKLE.start),
    zipped('100,000 marks', pickle(new Uint8Array(100_000).fill(0x28))),
    zipped(
      '100,000 lists within each other',
      pickle(new Uint8Array(100_000).fill(0x5d), new Uint8Array(99_999).fill(0x61)),
    ),
    zipped('a text of 2 GB', pickle(Uint8Array.of(0x58, 255, 255, 255, 127))),
    zipped('a text of 2^63 bytes', pickle(Uint8Array.of(0x8d, 0, 0, 0, 0, 0, 0, 0, 128))),
    zipped('a number of 2 GB', pickle(Uint8Array.of(0x8b, 255, 255, 255, 127))),
    zipped('a list that doubles 30 times', pickle(doubling(30))),
    zipped('frames that do not end', pickle(Uint8Array.of(0x95, 255, 255, 255, 255, 255, 255, 255, 255))),
    zipped('nothing of what it remembers', pickle(Uint8Array.of(0x6a, 255, 255, 255, 255))),
    lying('a packed size of 4 GB', [[20, 2 ** 32 - 1]]),
    lying('a size of 4 GB', [[24, 2 ** 32 - 1]]),
    lying('a place behind its end', [[42, 2 ** 32 - 2]]),
    lying('a packed file', [[8, 0x0008_0000]]),
    { name: '.pt of no file', bytes: joinPieces(zipPieces([])) },
    {
      name: '.pt of 20,000 files',
      bytes: joinPieces(
        zipPieces(Array.from({ length: 20_000 }, (_, i) => archived(`data/${i}`, new Uint8Array(0)))),
      ),
    },
    {
      name: '.pt of names that are paths',
      bytes: joinPieces(
        zipPieces(
          files.map((file) => ({ ...file, name: `../../${file.name}` })),
          { crc32 },
        ),
      ),
    },
  ];
}

/** A list of itself twice, and so on. */
function doubling(times: number): Uint8Array {
  const twice = Uint8Array.of(0x32, 0x86); // DUP, TUPLE2
  return join(Uint8Array.of(0x5d), ...Array.from({ length: times }, () => twice));
}
