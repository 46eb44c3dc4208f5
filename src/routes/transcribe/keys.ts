import { PLAYBACK_RATES, type Playback } from '$lib/app/recordings/playback.svelte';

const SKIP_SECONDS = 10;

/** True where keys are letters of a text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input[type=text], textarea, select');
}

/**
 * What a single key does with the player.
 *
 * @param lengthSeconds of the recording
 * @returns null where it does nothing with it
 */
export function playerKey(key: string, playback: Playback, lengthSeconds: number): (() => void) | null {
  switch (key.toLowerCase()) {
    case 'k':
      return () => playback.toggle();
    case 'j':
      return () => playback.seek(playback.currentSeconds - SKIP_SECONDS);
    case 'l':
      return () => playback.seek(Math.min(playback.currentSeconds + SKIP_SECONDS, lengthSeconds));
    case '<':
      return () => changeRate(playback, -1);
    case '>':
      return () => changeRate(playback, 1);
    default:
      return null;
  }
}

function changeRate(playback: Playback, by: 1 | -1): void {
  const rate = PLAYBACK_RATES[PLAYBACK_RATES.findIndex((each) => each === playback.rate) + by];
  if (rate !== undefined) playback.setRate(rate);
}
