import { readGgmlCheckpoint } from '../../core/checkpoint/formats/ggml-reader';
import type { ByteFile } from '../../core/checkpoint/byte-file';
import { isMultilingual } from '../../core/checkpoint/dimensions';
import type { KeptModel } from '../../core/models/kept-model';
import { SHIPPED_MODEL } from '../../core/models/shipped-model';

/**
 * What is known of a model that a version before 0.2 kept, which wrote nothing beside it: from its file. Header, vocabulary
 * and the shapes of all tensors are read.
 *
 * @throws AppError model-corrupt, model-unsupported, file-unreadable
 */
export async function factsOfFile(id: string, file: ByteFile, sha256: string | null): Promise<KeptModel> {
  const { dimensions } = await readGgmlCheckpoint(file);
  const isShipped = id === SHIPPED_MODEL.id;
  return {
    ...{ id, sizeBytes: file.size, dimensions, sha256 },
    name: isShipped ? SHIPPED_MODEL.name : id,
    languages: isMultilingual(dimensions) ? null : ['en'],
    source: isShipped ? 'app' : 'import',
    verifiedBy: isShipped ? 'sha256' : 'shapes',
    keptMs: null,
  };
}
