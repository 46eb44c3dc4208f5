import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { melFilterbank } from '$lib/core/checkpoint/mel-filterbank';

// SHA-256 of `mel_80` and `mel_128` in whisper/assets/mel_filters.npz of openai-whisper 20250625 on PyPI, as little-endian
// float32: (numpy.load(path)['mel_80'] + numpy.float32(0)).tobytes(). The addition makes its one minus zero a zero.
const PUBLISHED = [
  { melBands: 80, sha256: '85818f156f7e189453901a515e4726d270d307f976e161cf9403e8caab405498' },
  { melBands: 128, sha256: 'e399c2d72d2f7375e503c296d8453cefcc0c1e47a9c1a0a09e0d70f59c820f20' },
];

test.each(PUBLISHED)(
  'the $melBands filters are those openai-whisper ships, value for value',
  ({ melBands, sha256 }) => {
    const filters = melFilterbank(melBands);
    expect(createHash('sha256').update(new Uint8Array(filters.buffer)).digest('hex')).toBe(sha256);
  },
);
