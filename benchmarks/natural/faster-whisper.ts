import { spawnSync } from 'node:child_process';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { checkpointFolder } from '../../scripts/default-model/checkpoint-folder';

const VERSION = '1.2.1';
const SCRIPT = inRepository('benchmarks', 'natural', 'read_recordings.py');

/** What faster-whisper wrote of a recording. */
export interface PeerText {
  readonly text: string;
  /** The one it took for that of the whole recording. */
  readonly language: string;
  readonly seconds: number;
}

/**
 * Reads recordings with faster-whisper and the weights that the app's model was made of.
 *
 * @param python has faster-whisper installed
 * @throws Error where it cannot be run, or is another version
 */
export async function readWithFasterWhisper(
  python: string,
  paths: readonly string[],
): Promise<readonly PeerText[]> {
  const folder = await checkpointFolder();
  const run = spawnSync(python, [SCRIPT, folder, ...paths], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${python} ended with ${run.status}; its own words are above`);
  const [head = '', ...lines] = run.stdout.split('\n').filter(Boolean);
  const { version } = JSON.parse(head) as { version: string };
  if (version !== VERSION) throw new Error(`faster-whisper ${VERSION} is asked for, not ${version}`);
  return lines.map((line): PeerText => JSON.parse(line));
}
