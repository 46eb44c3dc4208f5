/** What files of formats that are not read begin with. */
interface Mark {
  readonly name: string;
  readonly text: string;
  /** Where it stands in the file. */
  readonly byte?: number;
}

const MARKS: readonly Mark[] = [
  { name: 'WMA (Windows Media)', text: '0&²u\u008efÏ' },
  { name: 'AMR-WB', text: '#!AMR-WB' },
  { name: 'AMR', text: '#!AMR' },
  { name: 'SILK', text: '#!SILK' },
  { name: 'SILK', text: '#!SILK', byte: 1 },
  { name: 'DSS', text: 'dss', byte: 1 },
  { name: 'DS2', text: 'ds2', byte: 1 },
  { name: 'RealAudio', text: '.ra' },
  { name: 'RealMedia', text: '.RMF' },
  { name: 'WavPack', text: 'wvpk' },
  { name: 'Monkey’s Audio', text: 'MAC ' },
  { name: 'TTA', text: 'TTA1' },
  { name: 'DSD', text: 'DSD ' },
  { name: 'DSD', text: 'FRM8' },
  { name: 'Flash Video', text: 'FLV' },
  { name: 'MIDI', text: 'MThd' },
  { name: 'Wave64', text: 'riff' },
  { name: 'Speex', text: 'Speex   ', byte: 28 },
  { name: 'AVI', text: 'AVI ', byte: 8 },
];

/** What people write for codecs that no browser decodes, by the name that a container has for them. */
const CODEC_NAMES: ReadonlyMap<string, string> = new Map([
  ['samr', 'AMR'],
  ['sawb', 'AMR-WB'],
  ['alac', 'Apple Lossless (ALAC)'],
  ['A_ALAC', 'Apple Lossless (ALAC)'],
  ['ac-3', 'AC-3 (Dolby Digital)'],
  ['ec-3', 'E-AC-3 (Dolby Digital Plus)'],
  ['ac3', 'AC-3 (Dolby Digital)'],
  ['eac3', 'E-AC-3 (Dolby Digital Plus)'],
  ['A_AC3', 'AC-3 (Dolby Digital)'],
  ['A_EAC3', 'E-AC-3 (Dolby Digital Plus)'],
  ['dtsc', 'DTS'],
  ['A_DTS', 'DTS'],
  ['A_TRUEHD', 'Dolby TrueHD'],
  ['drms', 'AAC (FairPlay)'],
  ['QDM2', 'QDesign'],
]);

const MARKED_BYTES = 64;

/** The name of the format that `file` begins as; null where it is none that is known here. */
export async function formatName(file: Blob): Promise<string | null> {
  const bytes = new Uint8Array(await file.slice(0, MARKED_BYTES).arrayBuffer());
  const start = String.fromCharCode(...bytes);
  return MARKS.find(({ text, byte = 0 }) => start.startsWith(text, byte))?.name ?? null;
}

/** The name of a codec, by what a container or a library calls it. */
export function codecName(id: string): string {
  return CODEC_NAMES.get(id) ?? id;
}
