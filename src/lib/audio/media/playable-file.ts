import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { BlockAssembler } from '../../core/audio/block-assembler';
import { waveHeader, waveSamples } from '../../core/audio/wave-file';
import type { PlayableProgress } from '../../protocol/media';
import { yieldToMessages } from '../../runtime/yield-to-messages';
import { MediaDecoder } from './media-decoder';
import { ReportClock } from './report-clock';

/** Sound that is in our memory at a time: a Blob of its own can be laid aside by the browser. */
const PART_SAMPLES = 1 << 20; // 2 MB of 16 bits, 66 s

/**
 * A track of a recording as 16-bit mono WAV at 16 kHz. A file that breaks off gives what comes before.
 *
 * @param track its number in the tracks of the file; null: what a player would play
 * @throws AppError of MediaDecoder
 * @throws CancelledError once `signal` is aborted
 */
export async function makePlayable(
  file: File,
  track: number | null,
  signal: AbortSignal,
  onProgress: (progress: PlayableProgress) => void,
): Promise<Blob> {
  const decoder = await MediaDecoder.open(file, ({ usualTrack }) => ({
    track: track ?? usualTrack,
    channels: null,
  }));
  const assembler = new BlockAssembler(PART_SAMPLES);
  const clock = new ReportClock();
  const parts: Blob[] = [];
  let decodedSamples = 0;
  const report = () => onProgress({ type: 'read', decodedSeconds: decodedSamples / SAMPLE_RATE });
  for await (const block of decoder.blocks(signal)) {
    for (const part of assembler.push(block)) parts.push(new Blob([waveSamples(part)]));
    decodedSamples += block.length;
    if (clock.isDue()) report();
    await yieldToMessages();
  }
  parts.push(new Blob([waveSamples(assembler.flush() ?? new Float32Array())]));
  report();
  return new Blob([waveHeader(decodedSamples), ...parts], { type: 'audio/wav' });
}
