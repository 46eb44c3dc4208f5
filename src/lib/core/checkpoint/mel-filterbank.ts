import { SAMPLE_RATE } from '../audio/audio-format';

/** Real values of Whisper's 400-point FFT: 400 / 2 + 1. */
export const FFT_BINS = 201;

const HIGHEST_HZ = SAMPLE_RATE / 2; // 8000

// Slaney's mel scale: straight below 1 kHz, logarithmic above.
const HZ_PER_MEL = 200 / 3;
const LOG_START_HZ = 1000;
const LOG_START_MEL = LOG_START_HZ / HZ_PER_MEL; // 15
const LOG_STEP = Math.log(6.4) / 27;

/**
 * Whisper's mel filters, for checkpoints that come without them.
 *
 * @param melBands 80, or 128 for large-v3
 * @returns row-major [melBands, FFT_BINS], triangles of equal area
 * @see openai/whisper audio.py `mel_filters`, made by librosa.filters.mel(sr=16000, n_fft=400); equal value for value
 */
export function melFilterbank(melBands: number): Float32Array {
  const edgesHz = Array.from({ length: melBands + 2 }, (_, edge) =>
    melToHz((edge * hzToMel(HIGHEST_HZ)) / (melBands + 1)),
  );
  const filters = new Float32Array(melBands * FFT_BINS);
  for (let band = 0; band < melBands; band++) {
    const [lowHz = 0, centreHz = 0, highHz = 0] = edgesHz.slice(band, band + 3);
    const area = 2 / (highHz - lowHz);
    for (let bin = 0; bin < FFT_BINS; bin++) {
      const binHz = (bin * HIGHEST_HZ) / (FFT_BINS - 1);
      const rising = (binHz - lowHz) / (centreHz - lowHz);
      const falling = (highHz - binHz) / (highHz - centreHz);
      // librosa rounds the triangle to f32 before it scales it.
      filters[band * FFT_BINS + bin] = Math.fround(Math.max(0, Math.min(rising, falling))) * area;
    }
  }
  return filters;
}

function hzToMel(hz: number): number {
  return hz < LOG_START_HZ ? hz / HZ_PER_MEL : LOG_START_MEL + Math.log(hz / LOG_START_HZ) / LOG_STEP;
}

function melToHz(mel: number): number {
  return mel < LOG_START_MEL ? mel * HZ_PER_MEL : LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
}
