import { alignmentHeads } from '../../../../core/checkpoint/alignment-heads';
import { BLOCK_LENGTH } from '../../../../core/checkpoint/block-quantization';
import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import { expectedTensors } from '../../../../core/checkpoint/expected-tensors';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { encodedKeysBytes, GROUP_BLOCK_BYTES, keysBytes } from './memory-layout';
import type { KernelWeights } from './placed-model';

const PAGE_BYTES = 65_536;
/** Of a memory of 32 bits. */
const MOST_PAGES = 65_536;

/** Windows of a file that are read at once, at most, and what their sounds of 30 s may take: 78 MB of base, 130 of turbo. */
const WINDOWS = 4;
const MOST_JOINT_BYTES = 130e6;
/** Sounds that a window keeps, with a short context and with all its room. */
const SOUNDS_OF_WINDOW = 2;
/** Of live speech beside a file. */
const OTHER_SOUNDS = 2;
/** That are decoded at once. */
const TEXTS = 16;
/** What a sound that grows may keep: 20 MB of base and 58 of small for 15 s. */
export const MOST_GROWING_BYTES = 64e6;
/** Floats take so much more than packed blocks of the same values. */
const FLOATS_TO_BLOCKS = (4 * GROUP * BLOCK_LENGTH) / GROUP_BLOCK_BYTES; // 3.4
/** For gaps between rooms, and what is small. */
const SLACK = 1.25;

/**
 * What a model may need at most: a memory is asked for with a limit, and some browsers keep all of
 * it free. Work on `windowsAtOnce` windows of 30 s fits, with `TEXTS` texts of full length.
 *
 * @returns pages of 64 KB
 */
export function mostPages(
  dimensions: WhisperDimensions,
  threads: number,
  weights: KernelWeights = 'q8_0',
): number {
  const silence = encodedKeysBytes(dimensions, dimensions.audioContext);
  const bytes =
    (weights === 'f32' ? 4 : 1) * (weightBytes(dimensions) + threads * scratchBytes(dimensions)) +
    encodingBytes(dimensions) +
    (SOUNDS_OF_WINDOW * windowsAtOnce(dimensions) + OTHER_SOUNDS) * soundBytes(dimensions) +
    silence +
    Math.min(silence, MOST_GROWING_BYTES) +
    windowsAtOnce(dimensions) * 4 * HEAD_SIZE * dimensions.audioContext * alignmentHeads(dimensions).length +
    textBytes(dimensions);
  return Math.min(Math.ceil((SLACK * bytes) / PAGE_BYTES) + 1, MOST_PAGES);
}

/**
 * What a model comes to take with what it is usually asked: a sound of 30 s, and a text of full length. It may be more:
 * see `mostPages`.
 *
 * @returns bytes
 */
export function usualBytes(
  dimensions: WhisperDimensions,
  threads: number,
  weights: KernelWeights = 'q8_0',
): number {
  const silence = encodedKeysBytes(dimensions, dimensions.audioContext);
  // What the largest needs while it is read is room for the others.
  const placedBytes = weightBytes(dimensions) - Math.max(...tensorBytes(dimensions));
  return (
    (weights === 'f32' ? FLOATS_TO_BLOCKS : 1) * (placedBytes + threads * scratchBytes(dimensions)) +
    encodingBytes(dimensions) +
    soundBytes(dimensions) +
    silence +
    8 * dimensions.textLayers * dimensions.textContext * dimensions.textState
  );
}

/** So many windows of a file may be read at once. See docs/decisions/010-decoding.md. */
export function windowsAtOnce(dimensions: WhisperDimensions): number {
  const most = Math.floor(MOST_JOINT_BYTES / soundBytes(dimensions));
  return Math.min(WINDOWS, Math.max(1, most));
}

/** Packed, and the largest as it is read. */
function weightBytes(dimensions: WhisperDimensions): number {
  const sizes = tensorBytes(dimensions);
  // These are kept as floats.
  const positions = 4 * dimensions.audioState * (dimensions.audioContext + dimensions.textContext);
  return sizes.reduce((sum, size) => sum + size, positions) + Math.max(...sizes);
}

/** Of each tensor, packed. */
function tensorBytes(dimensions: WhisperDimensions): readonly number[] {
  return [...expectedTensors(dimensions).values()].map((shape) => {
    const [rows = 0, columns = 1] = shape;
    if (shape.length !== 2) return 4 * shape.reduce((product, length) => product * length, 1);
    return Math.ceil(rows / GROUP) * Math.ceil(columns / BLOCK_LENGTH) * GROUP_BLOCK_BYTES;
  });
}

/** Of a thread: 32 positions of a layer and their activations. */
function scratchBytes({ audioState, textContext }: WhisperDimensions): number {
  return 32 * 24 * audioState + 4 * textContext + 8192;
}

/** While a sound is encoded. */
function encodingBytes({ audioContext, audioState, audioHeads, melBands }: WhisperDimensions): number {
  const frames = 2 * audioContext + 2;
  const rows = 4 * frames * (2 * melBands + audioState) + 4 * audioContext * audioState;
  return rows + audioContext * audioHeads * (2 * HEAD_SIZE + 4) + 2 * keysBytes(audioHeads, audioContext);
}

function soundBytes({ textLayers, textHeads, audioContext }: WhisperDimensions): number {
  return keysBytes(textLayers * textHeads, audioContext);
}

/** What texts keep, and what a step works on: the logits of a whole text at most. */
function textBytes({ textLayers, textContext, textState, vocabularySize }: WhisperDimensions): number {
  const kept = 8 * textLayers * textContext * textState;
  const step = textContext * (textState * (54 + 4 * textLayers) + 4 * (vocabularySize + GROUP));
  return TEXTS * kept + step;
}
