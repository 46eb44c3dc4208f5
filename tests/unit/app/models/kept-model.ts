import type { KeptModel } from '../../../../src/lib/core/models/kept-model';
import { catalogueEntry } from '../../../../src/lib/core/models/model-catalogue';

/** A model that lies on the device, with the dimensions of whisper-small. */
export function keptModel(id: string, changes: Partial<KeptModel> = {}): KeptModel {
  const small = catalogueEntry('ggml-small-q8_0');
  if (!small) throw new Error('the catalogue has no whisper-small');
  return {
    id,
    name: id,
    sizeBytes: 100,
    dimensions: small.dimensions,
    languages: null,
    source: 'import',
    sha256: null,
    verifiedBy: 'shapes',
    keptMs: null,
    ...changes,
  };
}
