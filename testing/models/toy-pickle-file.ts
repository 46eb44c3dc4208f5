import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { joinBytes } from '$lib/core/checkpoint/join-bytes';
import type { FilePiece } from './toy-ggml-file';
import { type ZipOptions, zipPieces, type ZippedFile } from './toy-zip-file';

/** Instructions of pickles, as bytes. */
export const PICKLE = {
  start: Uint8Array.of(0x80, 2),
  mark: Uint8Array.of(0x28),
  dict: Uint8Array.of(0x7d),
  list: Uint8Array.of(0x5d),
  setItems: Uint8Array.of(0x75),
  tuple: Uint8Array.of(0x74),
  emptyTuple: Uint8Array.of(0x29),
  reduce: Uint8Array.of(0x52),
  build: Uint8Array.of(0x62),
  persistentId: Uint8Array.of(0x51),
  no: Uint8Array.of(0x89),
  stop: Uint8Array.of(0x2e),
} as const;

/** A tensor as it lies in a .pt, free to be wrong. */
export interface PickledTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** "FloatStorage" */
  readonly storage: string;
  /** Name of the file with its values. */
  readonly key: string;
  readonly offset: number;
  /** In the storage. */
  readonly values: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** How a state dict lies in a .pt. */
export interface PickledLayout {
  /** What is before each name. */
  readonly prefix?: string;
  /** The key of the state dict in the file's dictionary; null: it is that dictionary. */
  readonly place?: string | null;
  /** openai/whisper's `dims`, or what they should be replaced by. */
  readonly dims?: Readonly<Record<string, number>> | null;
}

const STORAGES = { f32: 'FloatStorage', f16: 'HalfStorage', bf16: 'BFloat16Storage' } as const;

/** Types of weights that torch saves and we read. */
export type PickledType = keyof typeof STORAGES;

/** The tensors of a checkpoint, each in a storage of its own. */
export async function pickledTensors(checkpoint: Checkpoint, type: PickledType): Promise<PickledTensor[]> {
  return Promise.all(
    [...checkpoint.tensors.values()].map(async ({ name, shape, read }, index) => {
      const values = new Float32Array((await read()).buffer);
      const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
      const data = encode(type, values);
      return {
        ...{ name, shape, strides, data, offset: 0, values: values.length },
        ...{ storage: STORAGES[type], key: String(index) },
      };
    }),
  );
}

/** The files of a .pt, as torch.save writes them. */
export function pickledFiles(
  { dimensions }: Checkpoint,
  tensors: readonly PickledTensor[],
  layout: PickledLayout = {},
): ZippedFile[] {
  const { dims = openaiDims(dimensions), place = 'model_state_dict', prefix = '' } = layout;
  const state = stateDict(tensors, prefix);
  const pairs: [string, Uint8Array][] = dims === null ? [] : [['dims', dict(numbers(dims))]];
  const content = place === null ? state : dict([...pairs, [place, state]]);
  const storages = new Map(tensors.map(({ key, data }) => [key, data]));
  return [
    archived('data.pkl', join(PICKLE.start, content, PICKLE.stop)),
    archived('byteorder', new TextEncoder().encode('little')),
    ...[...storages].map(([key, bytes]) => archived(`data/${key}`, bytes, 'data')),
    archived('version', new TextEncoder().encode('3\n')),
  ];
}

/** A toy Whisper as a .pt of openai/whisper, in pieces. */
export async function toyPickledPieces(
  checkpoint: Checkpoint,
  type: PickledType,
  { zip, ...layout }: PickledLayout & { readonly zip?: ZipOptions } = {},
): Promise<FilePiece[]> {
  return zipPieces(pickledFiles(checkpoint, await pickledTensors(checkpoint, type), layout), zip);
}

/** A file in the archive's folder. */
export function archived(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  kind: FilePiece['kind'] = 'structure',
): ZippedFile {
  return { name: `toy/${name}`, bytes, kind };
}

/** An OrderedDict of tensors with the attribute that torch gives it. */
export function stateDict(tensors: readonly PickledTensor[], prefix = ''): Uint8Array<ArrayBuffer> {
  const entries = tensors.flatMap((tensor) => [text(prefix + tensor.name), pickledTensor(tensor)]);
  return join(
    ...[orderedDict(), PICKLE.mark, ...entries, PICKLE.setItems],
    ...[dict([['_metadata', orderedDict()]]), PICKLE.build],
  );
}

function pickledTensor({ storage, key, values, offset, shape, strides }: PickledTensor): Uint8Array {
  const id = tuple(text('storage'), global('torch', storage), text(key), text('cpu'), integer(values));
  return join(
    global('torch._utils', '_rebuild_tensor_v2'),
    tuple(
      ...[join(id, PICKLE.persistentId), integer(offset)],
      ...[tuple(...shape.map(integer)), tuple(...strides.map(integer)), PICKLE.no, orderedDict()],
    ),
    PICKLE.reduce,
  );
}

function orderedDict(): Uint8Array {
  return join(global('collections', 'OrderedDict'), PICKLE.emptyTuple, PICKLE.reduce);
}

/** A name of a module. */
export function global(module: string, name: string): Uint8Array {
  return new TextEncoder().encode(`c${module}\n${name}\n`);
}

export function tuple(...items: readonly Uint8Array[]): Uint8Array {
  return join(PICKLE.mark, ...items, PICKLE.tuple);
}

export function dict(pairs: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const entries = pairs.flatMap(([key, value]) => [text(key), value]);
  return join(PICKLE.dict, PICKLE.mark, ...entries, PICKLE.setItems);
}

export function text(characters: string): Uint8Array {
  const bytes = new TextEncoder().encode(characters);
  return join(Uint8Array.of(0x58), new Uint8Array(Uint32Array.of(bytes.byteLength).buffer), bytes);
}

export function integer(value: number): Uint8Array {
  return join(Uint8Array.of(0x4a), new Uint8Array(Int32Array.of(value).buffer));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(parts);
}

function numbers(values: Readonly<Record<string, number>>): [string, Uint8Array][] {
  return Object.entries(values).map(([name, value]) => [name, integer(value)]);
}

/** As openai/whisper names them. */
export function openaiDims(dimensions: Checkpoint['dimensions']): Record<string, number> {
  return {
    n_mels: dimensions.melBands,
    n_vocab: dimensions.vocabularySize,
    n_audio_ctx: dimensions.audioContext,
    n_audio_state: dimensions.audioState,
    n_audio_head: dimensions.audioHeads,
    n_audio_layer: dimensions.audioLayers,
    n_text_ctx: dimensions.textContext,
    n_text_state: dimensions.textState,
    n_text_head: dimensions.textHeads,
    n_text_layer: dimensions.textLayers,
  };
}

function encode(type: PickledType, values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (type === 'f32') return new Uint8Array(values.buffer);
  if (type === 'f16') return new Uint8Array(encodeHalfFloats(values).buffer);
  return encodeBrainFloats(values);
}

/** Rounded to nearest, ties to even; for finite values. */
export function encodeBrainFloats(values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const halves = Uint16Array.from(
    new Uint32Array(values.buffer),
    (bits) => (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16,
  );
  return new Uint8Array(halves.buffer);
}
