import { isMultilingual, type WhisperDimensions } from '../../core/checkpoint/dimensions';
import type { KeptModel } from '../../core/models/kept-model';

/** So many hexadecimal digits of its hash tell a model from another of the same name. */
const HASH_DIGITS = 8;
const LONGEST_SLUG = 48;

export interface WrittenModel {
  /** As its files call it. */
  readonly name: string;
  readonly dimensions: WhisperDimensions;
  readonly sizeBytes: number;
  /** See ModelFacts. */
  readonly bits?: 16;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Since 1970. */
  readonly keptMs: number;
}

/** What is known of a model that a person brought. The same file under the same name has the same id each time. */
export function importedModel({ name: ownName, ...written }: WrittenModel): KeptModel {
  // As whisper.cpp calls it: beside the same in 8 bit they are told apart.
  const name = written.bits === 16 ? `${ownName} f16` : ownName;
  return {
    ...written,
    id: `${modelSlug(name)}-${written.sha256.slice(0, HASH_DIGITS)}`,
    name,
    source: 'import',
    verifiedBy: 'shapes',
    // What a multilingual checkpoint was tuned for does not stand in its weights.
    languages: isMultilingual(written.dimensions) ? null : ['en'],
  };
}

/** A model's name as a part of ids and file names: small letters, digits, dots, hyphens and underscores; "model" where nothing is left. */
export function modelSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^[-._]+|[-._]+$/g, '');
  return slug || 'model';
}
