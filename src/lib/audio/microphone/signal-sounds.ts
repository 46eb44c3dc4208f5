/** Shorter than what the endpointer takes for speech, so that a microphone beside the speaker makes no words of it. */
const SECONDS = 0.09;
const RAMP_SECONDS = 0.015;
const LOUDNESS = 0.15;
/** Rising for the beginning, falling for the end. */
const HERTZ = { start: [660, 880], stop: [880, 660] } as const;

/** Lets a person hear that dictation begins or has ended. */
export async function playSignal(kind: keyof typeof HERTZ): Promise<void> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const [from, to] = HERTZ[kind];
  const oscillator = new OscillatorNode(context, { frequency: from });
  const gain = new GainNode(context, { gain: 0 });
  oscillator.connect(gain).connect(context.destination);
  const now = context.currentTime;
  oscillator.frequency.linearRampToValueAtTime(to, now + SECONDS);
  gain.gain.linearRampToValueAtTime(LOUDNESS, now + RAMP_SECONDS);
  gain.gain.setValueAtTime(LOUDNESS, now + SECONDS - RAMP_SECONDS);
  gain.gain.linearRampToValueAtTime(0, now + SECONDS);
  const ended = new Promise((resolve) => (oscillator.onended = resolve));
  oscillator.start(now);
  oscillator.stop(now + SECONDS);
  await ended;
  await context.close();
}
