import type { MetricsClient } from '../../metrics/metrics-client';
import { engineSetup } from '../../protocol/metrics';
import type { EngineDescription } from '../engine/engine-description';

/** What is known of a recording, see app/recordings. */
interface EndedRecording {
  /** Seconds of sound transcribed per second; null before there was any. */
  readonly speed: number | null;
  readonly audioSeconds: number | null;
}

/** Below this the start of the work weighs too much. */
export const MIN_TIMED_SECONDS = 30;

/** Marks a recording that has been read to its end. @param engine that wrote its text */
export function markRecording(
  metrics: Pick<MetricsClient, 'of'>,
  { speed, audioSeconds }: EndedRecording,
  engine: EngineDescription,
): void {
  const marks = metrics.of(engineSetup(engine));
  marks.mark('recordings', 1);
  marks.mark('audioSeconds', audioSeconds ?? 0);
  if (speed !== null && speed > 0 && (audioSeconds ?? 0) >= MIN_TIMED_SECONDS)
    marks.mark('fileSpeed', 1 / speed);
}
