import { samplesIn, type SampleRange } from '../../audio/audio-format';
import type { LanguageProbability } from '../decoding/language-detection';
import { languageCost, languageTrack } from '../decoding/language-track';

/** How long probes are, and how far apart. */
interface Probing {
  readonly probeSamples: number;
  readonly stepSamples: number;
}

/** Less says little: it finds the languages. */
const COARSE: Probing = { probeSamples: samplesIn(1_500), stepSamples: samplesIn(500) };
/** A third of the work, side by side: where none of them hints at another language, nobody speaks one. */
const SPARSE: Probing = { ...COARSE, stepSamples: COARSE.probeSamples };
const HINT_PROBABILITY = 0.3;
/** More blurs the turn: it finds its place. */
const FINE: Probing = { probeSamples: samplesIn(800), stepSamples: samplesIn(200) };
/** Speech on each side of a turn that is listened to once more. */
const NEAR_SAMPLES = samplesIn(1_000);
/** The quietest sound is looked for so far from the place that was found: a probe of the other language blurs it. */
const SLACK_SAMPLES = samplesIn(700);
/** At the end of that it must be so much quieter than near the place. */
const DISTANCE_DB = 25;
/** Loudness is that of so much sound. */
const LOUDNESS_SAMPLES = samplesIn(40);

/** A stretch of speech in one language. */
export interface LanguageTurn extends SampleRange {
  readonly language: string;
}

/**
 * Where speech without a pause goes over into another language: probes along it are listened to, and it is cut in the
 * quietest place between two that differ.
 *
 * @param samples of the window
 * @param range of the speech, relative to the window
 * @param hear how probable each language is in a part of the window, most probable first
 * @returns in order, one at least
 */
export async function languageTurns(
  samples: Float32Array,
  range: SampleRange,
  hear: Hear,
): Promise<readonly LanguageTurn[]> {
  // The sparse probes are among the others.
  const hearOnce = remembering(hear);
  const sparse = await probesOf(range, SPARSE, hearOnce);
  const present = sparse[0]?.heard[0]?.language ?? '';
  if (!sparse.some(({ heard }) => hintsAtOther(heard, present))) return [{ ...range, language: present }];
  const probes = await probesOf(range, COARSE, hearOnce);
  const track = languageTrack(probes.map(({ heard }) => heard));
  let last: LanguageTurn = { ...range, language: track[0] ?? '' };
  const turns: LanguageTurn[] = [];
  for (const [index, language] of track.entries()) {
    if (language === last.language) continue;
    const near = nearTurn(range, middleOf(probes[index - 1]), middleOf(probes[index]));
    const found = turnSample(await probesOf(near, FINE, hear), last.language, language);
    const startSample = quietestSample(samples, found, last);
    turns.push({ ...last, endSample: startSample });
    last = { startSample, endSample: range.endSample, language };
  }
  return [...turns, last];
}

type Hear = (part: SampleRange) => Promise<readonly LanguageProbability[]>;

/** Of parts of one length, what begins at the same sample is heard once. */
function remembering(hear: Hear): Hear {
  const heard = new Map<number, ReturnType<Hear>>();
  return (part) => {
    const known = heard.get(part.startSample) ?? hear(part);
    heard.set(part.startSample, known);
    return known;
  };
}

interface Probe extends SampleRange {
  readonly heard: readonly LanguageProbability[];
}

async function probesOf(
  range: SampleRange,
  { probeSamples, stepSamples }: Probing,
  hear: Hear,
): Promise<readonly Probe[]> {
  const lastStart = Math.max(range.startSample, range.endSample - probeSamples);
  const probes: Probe[] = [];
  for (let start = range.startSample; ; start = Math.min(start + stepSamples, lastStart)) {
    const part = { startSample: start, endSample: Math.min(start + probeSamples, range.endSample) };
    probes.push({ ...part, heard: await hear(part) });
    if (start === lastStart) return probes;
  }
}

function hintsAtOther(heard: readonly LanguageProbability[], present: string): boolean {
  return heard.some(({ language, probability }) => language !== present && probability >= HINT_PROBABILITY);
}

function nearTurn(range: SampleRange, from: number, to: number): SampleRange {
  return {
    startSample: Math.max(range.startSample, from - NEAR_SAMPLES),
    endSample: Math.min(range.endSample, to + NEAR_SAMPLES),
  };
}

/** The place before which the probes sound most like the one language, and behind which like the other. */
function turnSample(probes: readonly Probe[], before: string, behind: string): number {
  const cost = (language: string, own: readonly Probe[]) =>
    own.reduce((sum, { heard }) => sum + languageCost(heard, language), 0);
  const costs = probes.map(
    (_, index) => cost(before, probes.slice(0, index)) + cost(behind, probes.slice(index)),
  );
  const index = costs.indexOf(Math.min(...costs));
  return (middleOf(probes[Math.max(0, index - 1)]) + middleOf(probes[index])) / 2;
}

function middleOf(probe: SampleRange | undefined): number {
  return probe ? Math.round((probe.startSample + probe.endSample) / 2) : 0;
}

/** Near a place within speech: of two as quiet, the nearer. What is beside the speech is quieter still. */
function quietestSample(samples: Float32Array, near: number, speech: SampleRange): number {
  let quietest = { sample: Math.round(near), cost: Infinity };
  const first = Math.max(speech.startSample, Math.round(near) - SLACK_SAMPLES);
  const last = Math.min(speech.endSample - LOUDNESS_SAMPLES, near + SLACK_SAMPLES);
  for (let start = first; start <= last; start += LOUDNESS_SAMPLES / 2) {
    const part = samples.subarray(start, start + LOUDNESS_SAMPLES);
    const energy = part.reduce((sum, sample) => sum + sample * sample, 0) / LOUDNESS_SAMPLES;
    const sample = start + LOUDNESS_SAMPLES / 2;
    const cost = 10 * Math.log10(energy + 1e-9) + (DISTANCE_DB * Math.abs(sample - near)) / SLACK_SAMPLES;
    if (cost < quietest.cost) quietest = { sample, cost };
  }
  return quietest.sample;
}
