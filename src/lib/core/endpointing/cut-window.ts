import { samplesIn, type SampleRange } from '../audio/audio-format';
import { SPEECH_REGION_DEFAULTS } from './speech-regions';
import { voiceFrames, type AudioWindow } from './audio-window';

/**
 * The part of `window` with the speech in `range`, and with as much silence around it as regions of speech have;
 * of a pause shorter than that, half. Within a phrase it is cut as it is.
 *
 * @param range relative to the window
 */
export function cutWindow(window: AudioWindow, range: SampleRange): AudioWindow {
  const { startSample, endSample } = paddedRange(window, range);
  const { startFrame, endFrame } = voiceFrames(window, { startSample, endSample });
  const within = (ranges: readonly SampleRange[]) =>
    ranges
      .filter((each) => each.startSample < range.endSample && each.endSample > range.startSample)
      .map((each) => ({
        startSample: Math.max(each.startSample, range.startSample) - startSample,
        endSample: Math.min(each.endSample, range.endSample) - startSample,
      }));
  return {
    startSample: window.startSample + startSample,
    samples: window.samples.slice(startSample, endSample),
    voice: window.voice.slice(startFrame, endFrame),
    speech: within(window.speech),
    phrases: within(window.phrases),
  };
}

function paddedRange({ samples, phrases }: AudioWindow, range: SampleRange): SampleRange {
  const paddingSamples = samplesIn(SPEECH_REGION_DEFAULTS.paddingMs);
  const isWithin = (sample: number) =>
    phrases.some(({ startSample, endSample }) => startSample < sample && sample < endSample);
  const before = phrases.findLast(({ endSample }) => endSample <= range.startSample);
  const behind = phrases.find(({ startSample }) => startSample >= range.endSample);
  const earliest = before ? middle(before.endSample, range.startSample) : 0;
  const latest = behind ? middle(range.endSample, behind.startSample) : samples.length;
  return {
    startSample: isWithin(range.startSample)
      ? range.startSample
      : Math.max(earliest, range.startSample - paddingSamples),
    endSample: isWithin(range.endSample)
      ? range.endSample
      : Math.min(latest, range.endSample + paddingSamples),
  };
}

function middle(startSample: number, endSample: number): number {
  return Math.round((startSample + endSample) / 2);
}
