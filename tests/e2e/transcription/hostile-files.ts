import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const formats = fileURLToPath(new URL('../../fixtures/audio/formats/', import.meta.url));

/** What somebody could hand over to break the app. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Enough for every header, little enough that what can be read of it is short. */
const HEAD_BYTES = 1500;

const NAMES: readonly ((number: number, extension: string) => string)[] = [
  (number, extension) => `../../../etc/passwd-${number}${extension}`,
  (number, extension) => `C:\\Windows\\win-${number}${extension}`,
  (number, extension) => `<img src=x onerror="document.title='taken'">${number}${extension}`,
  (number, extension) => `{@html '<b>${number}</b>'}${extension}`,
  (number, extension) => `invoice-${number}\u202Egpj.exe${extension}`,
  (number, extension) => `line\nbreak\r\0\u0007 ${number}${extension}`,
  (number, extension) => `${'very long '.repeat(400)}${number}${extension}`,
  (number, extension) => `e${'\u0301'.repeat(300)}${number}${extension}`,
  (number, extension) => `\u200B\uFEFF\u2066${number}${extension}`,
  (number, extension) => `CON.${number}${extension}.exe`,
  (number, extension) => `%2e%2e%2f${number}%00${extension}`,
  (number, extension) => `👩‍👩‍👧 ${number}${extension}`,
];

/** The same ones at every run: broken heads of every format, bombs, other things under a recording's name. */
export function hostileFiles(count: number): readonly HostileFile[] {
  const random = randomBytes(20_261_127);
  const heads = readdirSync(formats).map((file) => ({
    extension: /\.[^.]+$/.exec(file)?.[0] ?? '',
    bytes: readFileSync(formats + file).subarray(0, HEAD_BYTES),
  }));
  const bombs = [...waveBombs(), ...boxBombs(), ...otherThings()];
  return Array.from({ length: count }, (_, number) => {
    const head = heads[number % heads.length] ?? { extension: '.wav', bytes: Buffer.alloc(0) };
    const nameOf = NAMES[number % NAMES.length] ?? String;
    const kind = number % 4;
    if (kind === 0) return { name: nameOf(number, head.extension), bytes: cut(head.bytes, random) };
    if (kind === 1) return { name: nameOf(number, head.extension), bytes: damaged(head.bytes, random) };
    if (kind === 2) return { name: nameOf(number, head.extension), bytes: Buffer.from(random(600)) };
    const bomb = bombs[(number >> 2) % bombs.length] ?? Buffer.alloc(0);
    return { name: nameOf(number, head.extension), bytes: bomb };
  });
}

/** Mulberry32: numbers that look random and are the same at every run. */
function randomBytes(seed: number): (count: number) => Uint8Array {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 255;
  };
  return (count) => Uint8Array.from({ length: count }, next);
}

function cut(bytes: Buffer, random: (count: number) => Uint8Array): Buffer {
  const [high = 0, low = 0] = random(2);
  return bytes.subarray(0, (high * 256 + low) % Math.min(bytes.length, 400));
}

function damaged(bytes: Buffer, random: (count: number) => Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  const places = random(64);
  for (let i = 0; i < places.length; i += 2) copy[(places[i] ?? 0) % copy.length] = places[i + 1] ?? 0;
  return copy;
}

/** WAV headers that declare what no memory holds. */
function waveBombs(): readonly Buffer[] {
  const declared = [
    { channels: 65_535, rate: 48_000, bits: 32, bytes: 0xffff_fffe },
    { channels: 1, rate: 0xffff_ffff, bits: 16, bytes: 0xffff_fffe },
    { channels: 2, rate: 1, bits: 8, bytes: 0x7fff_ffff },
    { channels: 0, rate: 44_100, bits: 16, bytes: 1000 },
    { channels: 1, rate: 0, bits: 0, bytes: 1000 },
  ];
  return declared.map(({ channels, rate, bits, bytes }) => {
    const header = Buffer.alloc(64);
    header.write('RIFF');
    header.writeUInt32LE(0xffff_ffff, 4);
    header.write('WAVEfmt ', 8);
    header.writeUInt32LE(16, 16);
    header.writeUInt16LE(1, 20);
    header.writeUInt16LE(channels, 22);
    header.writeUInt32LE(rate, 24);
    header.writeUInt16LE(bits, 34);
    header.write('data', 36);
    header.writeUInt32LE(bytes, 40);
    return header;
  });
}

/** Boxes, pages and tags that say they are endless, or larger than any file. */
function boxBombs(): readonly Buffer[] {
  const mp4 = (size: number) => {
    const boxes = Buffer.alloc(64);
    boxes.writeUInt32BE(24, 0);
    boxes.write('ftypM4A ', 4);
    boxes.writeUInt32BE(size, 24);
    boxes.write('moov', 28);
    return boxes;
  };
  const matroska = Buffer.from('1a45dfa301ffffffffffffff18538067ffffffffffffffff1549a966', 'hex');
  const tag = Buffer.concat([
    Buffer.from('ID3\u0004\0\0\u007f\u007f\u007f\u007f', 'latin1'),
    Buffer.alloc(200, 255),
  ]);
  const pages = Buffer.from('4f67675300020000000000000000ffffffff00000000ffffffffff'.repeat(20), 'hex');
  const flac = Buffer.concat([Buffer.from('fLaC'), Buffer.from('00ffffff', 'hex'), Buffer.alloc(100, 255)]);
  const aiff = Buffer.from('FORM\u00ff\u00ff\u00ff\u00ffAIFFCOMM\u00ff\u00ff\u00ff\u00ff', 'latin1');
  return [mp4(0), mp4(1), mp4(0xffff_ffff), matroska, tag, pages, flac, aiff];
}

function otherThings(): readonly Buffer[] {
  return [
    '',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'taken\'"/>',
    '<!doctype html><script>document.title = "taken"</script>',
    'PK\u0003\u0004\u0014\0\0\0\b\0',
    'MZ\u0090\0\u0003\0\0\0',
    '%PDF-1.7\n',
    '#EXTM3U\nhttps://example.com/stream.ts\n',
    '{"mediabunny": null}',
  ].map((text) => Buffer.from(text, 'latin1'));
}
