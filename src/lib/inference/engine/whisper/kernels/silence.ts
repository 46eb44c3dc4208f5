import { SILENCE_LEVEL } from '../../../../core/whisper/features/speech-level';

/** The positions before the silence behind the speech; all where what lies behind it is not of the level of silence. */
export function spokenPositions(logMel: Float32Array, bands: number): number {
  const frames = logMel.length / bands;
  const isSilent = (frame: number) => {
    for (let band = 0; band < bands; band++)
      if (logMel[band * frames + frame] !== SILENCE_LEVEL) return false;
    return true;
  };
  let last = frames - 1;
  while (last >= 0 && isSilent(last)) last--;
  return Math.ceil((last + 1) / 2);
}
