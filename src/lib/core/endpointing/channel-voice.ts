/** What was heard in one channel of some excerpts of a recording. */
export interface ChannelVoice {
  /** One value for each frame of the detector, 1 where somebody speaks. */
  readonly voice: Uint8Array;
  /** Mean square of its samples. */
  readonly power: number;
}

/** About a third of a second: noise makes the detector err for a frame or two. */
const LEAST_VOICE_FRAMES = 10;
/** A channel this far below the speech of another one (-25 dB) spoils nothing in their mean. */
const HARMLESS_POWER = 10 ** -2.5;
/** Where surround sound has its centre: left, right, centre. @see ITU-R BS.775 */
const CENTRE = 2;
const FEWEST_SURROUND_CHANNELS = 5;
/** How much of all voice the centre must have for the others to be music and noise. */
const CENTRE_SHARE = 0.9;
/** A track with less than this part of another one's voice is not what the recording was made for. */
const LEAST_TRACK_SHARE = 0.25;

/**
 * The channels that are to be mixed. All of them, but:
 *
 * - One in which nobody speaks is left out, unless it is so quiet that it spoils nothing: hum and hiss would drown or
 *   replace the speech of the others.
 * - The centre of surround sound is taken alone where it has the speech.
 *
 * @param channels of one recording, with the same frames; all that speak must be kept, however little
 * @returns their numbers in rising order, at least one
 */
export function speakingChannels(channels: readonly ChannelVoice[]): readonly number[] {
  const all = channels.map((_, i) => i);
  const speaking = all.filter((i) => framesOf(channels[i]) >= LEAST_VOICE_FRAMES);
  if (speaking.length === 0) return all;
  if (isCentreEnough(channels)) return [CENTRE];
  const speech = Math.max(...speaking.map((i) => channels[i]?.power ?? 0));
  const isHarmless = (i: number) => (channels[i]?.power ?? 0) < HARMLESS_POWER * speech;
  return all.filter((i) => speaking.includes(i) || isHarmless(i));
}

/**
 * The track that is to be read: the usual one, unless hardly anybody speaks in it and somebody does in another.
 *
 * @param tracks the channels of each, by its number
 * @param usual the number of the one that a player would play
 */
export function speakingTrack(tracks: ReadonlyMap<number, readonly ChannelVoice[]>, usual: number): number {
  const usualFrames = spokenFrames(tracks.get(usual) ?? []);
  let [best, most] = [usual, usualFrames];
  for (const [track, channels] of tracks) {
    const frames = spokenFrames(channels);
    if (frames > most) [best, most] = [track, frames];
  }
  const isSilent = usualFrames < LEAST_VOICE_FRAMES || usualFrames < LEAST_TRACK_SHARE * most;
  return most >= LEAST_VOICE_FRAMES && isSilent ? best : usual;
}

/** True where no other track can have so much more voice that it would be taken instead. */
export function hasMuchVoice(channels: readonly ChannelVoice[]): boolean {
  const frames = channels[0]?.voice.length ?? 0;
  return spokenFrames(channels) >= Math.max(LEAST_VOICE_FRAMES, LEAST_TRACK_SHARE * frames);
}

function spokenFrames(channels: readonly ChannelVoice[]): number {
  return Math.max(0, ...channels.map(framesOf));
}

function isCentreEnough(channels: readonly ChannelVoice[]): boolean {
  const centre = channels[CENTRE];
  if (!centre || channels.length < FEWEST_SURROUND_CHANNELS) return false;
  const spoken = centre.voice.map((_, frame) => (channels.some(({ voice }) => voice[frame] === 1) ? 1 : 0));
  const centreFrames = framesOf(centre);
  return centreFrames >= LEAST_VOICE_FRAMES && centreFrames >= CENTRE_SHARE * sum(spoken);
}

function framesOf(channel: ChannelVoice | undefined): number {
  return channel ? sum(channel.voice) : 0;
}

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0);
}
