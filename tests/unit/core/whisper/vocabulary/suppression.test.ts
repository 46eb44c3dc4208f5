import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { specialTokens } from '$lib/core/whisper/vocabulary/special-tokens';
import { suppressedTokens } from '$lib/core/whisper/vocabulary/suppression';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultModelFile } from '../../../../../testing/models/default-model';

/** As published with the checkpoints: ../shared/reference/README.md. */
const REFERENCE = '../shared/reference/tokens.json';
const isReferenceMissing = !existsSync(REFERENCE);
if (isReferenceMissing) console.warn(`SKIPPED: ${REFERENCE} is missing, suppressed tokens are not compared`);

test.skipIf(isReferenceMissing)('the tokens suppressed in whisper-base are the published ones', async () => {
  const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Record<
    string,
    { suppress_ids: number[]; suppress_ids_begin: number[] }
  >;
  const base = Object.entries(reference).find(([name]) => name.includes('base'))![1];
  const { dimensions, vocabulary } = await readGgmlCheckpoint(await defaultModelFile());
  const suppressed = suppressedTokens(
    new Vocabulary(vocabulary),
    specialTokens(dimensions, vocabulary.length),
  );
  expect(suppressed.always).toEqual(base.suppress_ids);
  expect(suppressed.atBegin).toEqual(base.suppress_ids_begin);
});
