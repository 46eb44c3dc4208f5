import type { Vocabularies } from '$lib/core/checkpoint/checkpoint-files';

/** Vocabularies of the published sizes, each token its own number; the last of 50257 is empty, as it is. */
export const TOY_VOCABULARIES: Vocabularies = {
  multilingual: () => Promise.resolve(numbered(50257)),
  english: () => Promise.resolve(numbered(50256)),
};

function numbered(count: number): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  return Array.from({ length: count }, (_, id) => encoder.encode(id === 50256 ? '' : ` v${id}`));
}
