import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { AppError, CancelledError } from '../../../../src/lib/core/errors';
import { sharedFile, sharedFolder, sharedText } from '../../support/shared';
import { readAll } from './reading';

interface SharedRecording {
  readonly path: string;
  readonly durationSeconds: number;
  readonly format: string;
}

const client = new MediaClient();
afterAll(() => client.dispose());

async function recordings(): Promise<readonly SharedRecording[]> {
  const [header = '', ...rows] = (await sharedText('audio/manifest.tsv')).trim().split('\n');
  const columns = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
    return { path: cell('file'), durationSeconds: Number(cell('duration_s')), format: cell('format') };
  });
}

/** Reads no more than the beginning of a long file. @returns 'read', or the code of what went wrong */
async function outcomeOf(file: File): Promise<string> {
  const controller = new AbortController();
  try {
    await readAll(client, file, {
      signal: controller.signal,
      onProgress: (event) => event.type === 'read' && event.decodedSeconds > 5 && controller.abort(),
    });
    return 'read';
  } catch (thrown) {
    if (thrown instanceof CancelledError) return 'read';
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}

describe.skipIf(!sharedFolder)(
  `labelled recordings in ${sharedFolder ?? '../shared (MISSING)'}`,
  async () => {
    const all = sharedFolder ? await recordings() : [];
    const firstOfEachFormat = all.filter(
      ({ format }, i) => all.findIndex((each) => each.format === format) === i,
    );

    test('each says how long it is', { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      for (const { path, durationSeconds } of all) {
        const declaredSeconds = (await client.probe(await sharedFile(`audio/${path}`))) ?? NaN;
        if (!(Math.abs(declaredSeconds - durationSeconds) < 0.1)) wrong.push(`${path}: ${declaredSeconds} s`);
      }
      expect(wrong).toEqual([]);
    });

    test('each can be read', { timeout: 240_000 }, async () => {
      const failed: string[] = [];
      for (const { path } of all) {
        const outcome = await outcomeOf(await sharedFile(`audio/${path}`));
        if (outcome !== 'read') failed.push(`${path}: ${outcome}`);
      }
      expect(failed).toEqual([]);
    });

    test.each(firstOfEachFormat)('$format is read to its end: $path', async ({ path, durationSeconds }) => {
      const { summary } = await readAll(client, await sharedFile(`audio/${path}`));
      expect(summary.endedEarly).toBe(false);
      expect(Math.abs(summary.audioSeconds - durationSeconds)).toBeLessThan(0.1);
    });
  },
);
