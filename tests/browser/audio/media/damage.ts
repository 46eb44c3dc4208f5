import { seededRandom } from '../../../../testing/seeded-random';

/** A file that ends after `share` of its bytes. */
export function cutAt(file: File, share: number): File {
  return new File([file.slice(0, Math.round(file.size * share))], file.name);
}

/** A file with bytes of `make` between two shares of its length. */
async function overwritten(file: File, from: number, to: number, make: () => number): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [start, end] = [from, to].map((share) => Math.round(bytes.length * share));
  for (let i = start ?? 0; i < (end ?? 0); i++) bytes[i] = make();
  return new File([bytes], file.name);
}

export function withGarbage(file: File, from: number, to: number): Promise<File> {
  const random = seededRandom(7);
  return overwritten(file, from, to, () => Math.floor(random() * 256));
}

/** As from a disk that could not be read there. */
export function withZeros(file: File, from: number, to: number): Promise<File> {
  return overwritten(file, from, to, () => 0);
}

/** A file with a part missing in its middle. */
export function withHole(file: File, from: number, to: number): File {
  return new File([file.slice(0, file.size * from), file.slice(file.size * to)], file.name);
}

/** A file with the four bytes behind `name` and `offset` more replaced, as a header has its numbers. */
export async function withUint32(file: File, name: string, offset: number, value: number): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('');
  new DataView(bytes.buffer).setUint32(text.indexOf(name) + name.length + offset, value);
  return new File([bytes], file.name);
}
