import { expect, test } from 'vitest';
import { JoinedSource, type FilePart, type JoinedParts } from '../../../../src/lib/audio/media/joined-source';
import type { SoundPiece } from '../../../../src/lib/core/audio/sound-source';
import { AppError } from '../../../../src/lib/core/errors';

const RATE = 10;

/** Parts of two seconds, each a piece a second, which the whole knows or measures. */
function partsOf(count: number): FilePart[] {
  return Array.from({ length: count }, (_, i) => ({
    startByte: i * 100,
    endByte: (i + 1) * 100,
    stretch: null,
    lengthSeconds: 2,
  }));
}

function joined(count: number, changes: Partial<JoinedParts> = {}): JoinedParts {
  const durationSeconds = count * 2;
  return {
    parts: partsOf(count),
    sampleRate: RATE,
    channelCount: 1,
    durationSeconds,
    declaredSeconds: durationSeconds,
    isIncomplete: false,
    ...changes,
  };
}

/** Opens parts of one value each: their number in the file. Those of `damaged` say so at their end. */
function opener(damaged: readonly number[] = []) {
  const log: string[] = [];
  const openPart = ({ startByte }: FilePart) => {
    const number = startByte / 100;
    log.push(`open ${number}`);
    async function* pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
      for (let second = Math.floor(startSeconds); second < 2; second++) {
        await Promise.resolve();
        yield { channels: [new Float32Array(RATE).fill(number)], sampleRate: RATE, startSeconds: second };
      }
      if (damaged.includes(number)) throw new AppError('audio-damaged', `part ${number}`);
    }
    const sound = { sampleRate: RATE, channelCount: 1, durationSeconds: 2, pieces };
    return Promise.resolve({ sound, close: () => log.push(`close ${number}`) });
  };
  return { log, openPart };
}

async function read(source: JoinedSource, startSeconds = 0) {
  const found: (readonly [number, number | undefined])[] = [];
  let failure: unknown = null;
  try {
    for await (const piece of source.pieces(startSeconds))
      found.push([piece.startSeconds, piece.channels[0]?.[0]]);
  } catch (thrown) {
    failure = thrown;
  }
  return { found, failure };
}

test('parts come one behind the other, and only one is open', async () => {
  const { log, openPart } = opener();
  const source = new JoinedSource(joined(2), openPart);
  const { found, failure } = await read(source);
  expect(found).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
  ]);
  expect(failure).toBeNull();
  source.close();
  expect(log).toEqual(['open 0', 'close 0', 'open 1', 'close 1']);
});

test('from a place on, parts before it are not opened', async () => {
  const { log, openPart } = opener();
  const { found, failure } = await read(new JoinedSource(joined(3), openPart), 3.5);
  expect(found.map(([, value]) => value)).toEqual([1, 2, 2]);
  expect(found.map(([startSeconds]) => startSeconds)).toEqual([3, 4, 5]);
  expect(failure).toBeNull();
  expect(log[0]).toBe('open 1');
});

test('a part that ends too early takes no other one with it, and is said to be damaged', async () => {
  const { found, failure } = await read(new JoinedSource(joined(2), opener([0]).openPart));
  expect(found).toHaveLength(4);
  expect(failure).toMatchObject({ code: 'audio-damaged', message: 'part 0' });
});

test('sound that ends before the file says is damaged', async () => {
  const source = new JoinedSource(joined(2, { declaredSeconds: 6 }), opener().openPart);
  expect((await read(source)).failure).toMatchObject({ code: 'audio-damaged' });
});
