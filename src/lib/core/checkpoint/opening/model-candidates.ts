import type { Checkpoint } from '../checkpoint';
import type { NamedFile, Vocabularies } from '../checkpoint-files';
import { readCTranslate2Folder } from '../formats/ctranslate2-folder';
import { readGgmlCheckpoint } from '../formats/ggml-reader';
import { readHuggingFaceCheckpoint } from '../formats/huggingface/huggingface-reader';
import { lfsPointerError } from '../formats/huggingface/lfs-pointer';
import { type SafetensorsGroup, safetensorsGroups } from '../formats/huggingface/safetensors-shards';
import { readPickledCheckpoint } from '../formats/pickle/pickled-checkpoint';
import type { FileKind } from './file-kind';
import { modelName } from './model-name';

/** Formats that a checkpoint is read from. */
export type CheckpointFormat = 'ggml' | 'safetensors' | 'ctranslate2' | 'pickle';

/** Files that may be a model: nobody knows until they are opened. */
export interface ModelCandidate {
  readonly format: CheckpointFormat;
  /** Of its weights, the first file of several. */
  readonly path: string;
  /** What people call it. */
  readonly name: string;
  open(): Promise<Checkpoint>;
}

/** A file that a person brought, and what its first bytes say. */
export interface KnownFile extends NamedFile {
  readonly kind: FileKind;
}

/**
 * All that may be a model in one folder, without the folders below it.
 *
 * @param folder its files
 * @throws AppError 'model-corrupt' for an index of shards that makes no sense
 */
export async function candidatesOf(
  folder: readonly KnownFile[],
  vocabularies: Vocabularies,
): Promise<readonly ModelCandidate[]> {
  const ofKind = (kind: FileKind) => folder.filter((file) => file.kind === kind);
  const groups = await safetensorsGroups(ofKind('safetensors'), folder);
  const others = folder.filter(({ kind }) => kind !== 'ctranslate2');
  return [
    ...groups.map((group) => safetensorsCandidate(group, folder, vocabularies)),
    ...ofKind('ggml').map(({ path, file }): ModelCandidate => {
      return { format: 'ggml', path, name: modelName(path, false), open: () => readGgmlCheckpoint(file) };
    }),
    ...ofKind('ctranslate2').map((model): ModelCandidate => {
      const { path } = model;
      const open = () => readCTranslate2Folder([model, ...others], vocabularies);
      return { format: 'ctranslate2', path, name: modelName(path, true), open };
    }),
    ...ofKind('zip')
      .filter((file) => !isPyTorchBin(file))
      .map(({ path, file }): ModelCandidate => {
        const open = () => readPickledCheckpoint(file, vocabularies);
        return { format: 'pickle', path, name: modelName(path, false), open };
      }),
  ];
}

function safetensorsCandidate(
  group: SafetensorsGroup,
  folder: readonly KnownFile[],
  vocabularies: Vocabularies,
): ModelCandidate {
  const path = group.shards[0]?.path ?? group.name;
  const isPointer = ({ kind, path: each }: KnownFile) =>
    kind === 'lfs-pointer' && group.missing.some((name) => each === name || each.endsWith(`/${name}`));
  const open = () => {
    const pointer = folder.find(isPointer);
    if (pointer) return Promise.reject(lfsPointerError(pointer.path));
    return readHuggingFaceCheckpoint(group, folder, vocabularies);
  };
  return { format: 'safetensors', path, name: modelName(path, true, group.name), open };
}

/** What transformers saved before safetensors: pickles under a name that says nothing of what is in them. */
export function isPyTorchBin({ kind, path }: KnownFile): boolean {
  return (kind === 'zip' || kind === 'pickle') && /\.bin$/i.test(path);
}
