import type { NamedFile } from '../../../../../src/lib/core/checkpoint/checkpoint-files';
import { readCheckpoint } from '../../../../../src/lib/core/checkpoint/opening/read-checkpoint';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { ctranslate2Pieces, ctranslate2Tensors } from '../../../../../testing/models/toy-ctranslate2-file';
import { joinPieces, toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';
import { tokenizerJson } from '../../../../../testing/models/toy-huggingface-folder';
import { TOY_VOCABULARIES } from '../../../../../testing/models/toy-vocabularies';

export const toy = toyCheckpoint({ layers: 1 });
export const other = toyCheckpoint({ layers: 1, seed: 2 });
export const tokenizer = tokenizerJson(toy.vocabulary);
export const ggml = (path: string, type: 'f32' | 'f16' | 'q8_0' | 'q5_0', seed = 1) =>
  toyGgmlFile(type, { layers: 1, seed }).then((file): NamedFile => ({ path, file }));
export const ctranslate2 = joinPieces(ctranslate2Pieces(await ctranslate2Tensors(toy, 'f16')));
export const zip = Uint8Array.from('PK\x03\x04 and a pickle', (character) => character.charCodeAt(0));
export const pointer =
  'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 966995080\n';

export const read = (files: readonly NamedFile[]) => readCheckpoint(files, TOY_VOCABULARIES);
export async function readAs(files: readonly NamedFile[]) {
  const { format, name, checkpoint } = await read(files);
  return { format, name, type: checkpoint.tensors.get('decoder.blocks.0.mlp.0.weight')?.type };
}
