/** Loudest value of a spectrogram that is brought to the level of speech; speech lies between 0.8 and 1.6 without. */
const SPEECH_LEVEL = 1.25;
/** What silence has beside it: 8 decades, a quarter each. */
export const SILENCE_LEVEL = SPEECH_LEVEL - 2;
/** 60 dB. Nobody speaks so softly: what needs more stays as it is. */
const MOST_GAIN = 1.5;
/** Of samples that are zero. */
const DIGITAL_SILENCE = -1.5;
/** A value has 24 bits: 8 decades below the loudest, which is silence too, it is not exact. */
const ROUNDING = 1e-5;

/**
 * Brings a log-mel spectrogram to one level, in place: silence has one value then, so what the encoder makes of silence is the
 * same whatever speech lies before it.
 *
 * @param logMel of LogMelSpectrogram
 * @see docs/decisions/020-silence-remembered.md for what it does to errors
 */
export function toSpeechLevel(logMel: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  let loudest = -Infinity;
  for (const value of logMel) if (value > loudest) loudest = value;
  const gain = SPEECH_LEVEL - loudest;
  if (gain > MOST_GAIN) return logMel;
  for (let i = 0; i < logMel.length; i++) {
    const value = logMel[i] ?? 0;
    const isSilent = value <= DIGITAL_SILENCE + ROUNDING || value + gain <= SILENCE_LEVEL + ROUNDING;
    logMel[i] = isSilent ? SILENCE_LEVEL : value + gain;
  }
  return logMel;
}
