import { AppError } from '../../errors';
import { HEAD_SIZE, type WhisperDimensions } from '../dimensions';

/**
 * Refuses dimensions no Whisper has, so that nothing is allocated for a damaged header. Smaller ones than published are
 * fine: tests use them.
 *
 * @throws AppError 'model-corrupt' naming the dimension
 */
export function requirePlausibleDimensions(dimensions: WhisperDimensions): void {
  // large-v3 has 51866 tokens, state 1280 and 32 layers: the limits leave room for fine-tuned checkpoints.
  requireBetween('vocabulary size', dimensions.vocabularySize, 2, 65536);
  requireBetween('audio context', dimensions.audioContext, 1, 4096);
  requireBetween('audio state', dimensions.audioState, HEAD_SIZE, 2048);
  requireBetween('audio layers', dimensions.audioLayers, 1, 48);
  requireBetween('text context', dimensions.textContext, 1, 4096);
  requireBetween('text state', dimensions.textState, HEAD_SIZE, 2048);
  requireBetween('text layers', dimensions.textLayers, 1, 48);
  if (dimensions.melBands !== 80 && dimensions.melBands !== 128) {
    throw corrupt(`${dimensions.melBands} mel bands, neither 80 nor 128`);
  }
  if (dimensions.audioHeads * HEAD_SIZE !== dimensions.audioState) {
    throw corrupt(`${dimensions.audioHeads} audio heads do not fit a state of ${dimensions.audioState}`);
  }
  if (dimensions.textHeads * HEAD_SIZE !== dimensions.textState) {
    throw corrupt(`${dimensions.textHeads} text heads do not fit a state of ${dimensions.textState}`);
  }
  if (dimensions.audioState !== dimensions.textState) {
    throw corrupt(`audio state ${dimensions.audioState} is not text state ${dimensions.textState}`);
  }
}

function requireBetween(what: string, value: number, lowest: number, highest: number): void {
  if (value < lowest || value > highest) {
    throw corrupt(`absurd ${what} ${value}, not in ${lowest} to ${highest}`);
  }
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
