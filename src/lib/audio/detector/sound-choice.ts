import { alikeChannels } from '../../core/audio/alike-channels';
import type { SoundFile } from '../../core/audio/sound-file';
import {
  hasMuchVoice,
  speakingChannels,
  speakingTrack,
  type ChannelVoice,
} from '../../core/endpointing/channel-voice';
import { excerpts, type Excerpt } from './excerpts';
import type { SileroModel } from './silero-vad';
import { surveyVoice } from './voice-survey';

/** What of a file is read. */
export interface SoundChoice {
  /** Its number in the tracks of the file. */
  readonly track: number;
  /** The numbers of the channels that are mixed; null: all of them. */
  readonly channels: readonly number[] | null;
}

/** What a player plays. */
export function usualChoice(file: SoundFile): SoundChoice {
  return { track: file.usualTrack, channels: null };
}

/**
 * Chooses by voice: the track in which somebody speaks, and the channels of it. The same file always gives the same,
 * so that a run that goes on reads what it began with.
 *
 * @param wantedTrack that a person has chosen; null, or one that is not there: the voice decides
 * @throws AppError of SileroModel
 */
export async function chooseByVoice(
  file: SoundFile,
  wantedTrack: number | null,
  model: Promise<SileroModel>,
): Promise<SoundChoice> {
  const survey = async (heard: readonly Excerpt[]) => {
    const loaded = await model;
    return surveyVoice(heard, () => loaded.newDetector());
  };
  const isThere = wantedTrack !== null && wantedTrack < file.tracks.length;
  if (isThere || file.tracks.length === 1) return oneTrack(file, isThere ? wantedTrack : 0, survey);
  const surveys = new Map<number, readonly ChannelVoice[]>();
  // The usual one first: where much is said in it, the others need not be heard.
  for (const track of [file.usualTrack, ...file.tracks.keys()]) {
    if (surveys.has(track)) continue;
    surveys.set(track, await survey(await heardOf(file, track)));
    if (hasMuchVoice(surveys.get(file.usualTrack) ?? [])) break;
  }
  const track = speakingTrack(surveys, file.usualTrack);
  return { track, channels: speakingChannels(surveys.get(track) ?? []) };
}

async function oneTrack(
  file: SoundFile,
  track: number,
  survey: (heard: readonly Excerpt[]) => Promise<readonly ChannelVoice[]>,
): Promise<SoundChoice> {
  const { channelCount } = await file.sound(track);
  if (channelCount === 1) return { track, channels: null };
  const heard = await heardOf(file, track);
  // Where one sound is in all channels, there is nothing to choose.
  const sounds = new Set(alikeChannels(heard).filter((model) => model !== null));
  return { track, channels: sounds.size > 1 ? speakingChannels(await survey(heard)) : null };
}

async function heardOf(file: SoundFile, track: number): Promise<readonly Excerpt[]> {
  const heard: Excerpt[] = [];
  for await (const excerpt of excerpts(await file.sound(track))) heard.push(excerpt);
  return heard;
}
