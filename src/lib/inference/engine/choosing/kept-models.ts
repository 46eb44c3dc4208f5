import type { OpenModel } from '../../../core/checkpoint/byte-file';
import { AppError } from '../../../core/errors';
import type { KeptModel } from '../../../core/models/kept-model';

/** Models on this device, as ModelStore keeps them. */
export interface KeptModels {
  /** Null if it is not there whole. */
  open(id: string): Promise<OpenModel | null>;
  list(): Promise<readonly Pick<KeptModel, 'id' | 'source' | 'bits'>[]>;
  remove(id: string): Promise<void>;
}

/**
 * Has a model open for as long as `work` takes. One that is damaged is removed, so that the next attempt brings a whole
 * one; what a person brought is not.
 *
 * @throws AppError model-missing if it is not kept here; what `work` throws
 */
export async function whileOpen<Result>(
  store: KeptModels,
  modelId: string,
  work: (model: OpenModel) => Promise<Result>,
): Promise<Result> {
  const model = await store.open(modelId);
  if (!model) throw new AppError('model-missing', `${modelId} is not on this device`);
  const { file } = model;
  try {
    return await work(model);
  } catch (thrown) {
    // A file that is open cannot be removed.
    file.close();
    const isDamaged = thrown instanceof AppError && thrown.code === 'model-corrupt';
    if (isDamaged && !(await isImport(store, modelId))) await store.remove(modelId);
    throw thrown;
  } finally {
    file.close();
  }
}

/** Whether it is to be computed in 16 bit. A file of half floats alone does not say so: the catalogue has one. */
export async function isSixteenBit(store: KeptModels, modelId: string): Promise<boolean> {
  return (await store.list()).some(({ id, bits }) => id === modelId && bits === 16);
}

async function isImport(store: KeptModels, modelId: string): Promise<boolean> {
  return (await store.list()).some(({ id, source }) => id === modelId && source === 'import');
}
