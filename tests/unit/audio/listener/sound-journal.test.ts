import { SoundJournal } from '$lib/audio/listener/sound-journal';
import { SAMPLE_RATE } from '$lib/core/audio/audio-format';
import { expect, test } from 'vitest';

/** A file with room for so many bytes. */
function fileWith(room: number) {
  const kept = { bytes: 0, closed: 0 };
  const file = {
    getSize: () => kept.bytes,
    truncate: (size: number) => void (kept.bytes = size),
    flush: () => undefined,
    close: () => void kept.closed++,
    write: (bytes: Uint8Array) => {
      const written = Math.min(bytes.length, room - kept.bytes);
      kept.bytes += written;
      return written;
    },
  };
  return { file, kept };
}

function keepSeconds(seconds: number, file: ConstructorParameters<typeof SoundJournal>[0]): SoundJournal {
  const journal = new SoundJournal(file, () => undefined);
  for (let i = 0; i < seconds; i++) journal.add(new Float32Array(SAMPLE_RATE));
  journal.add(new Float32Array(SAMPLE_RATE / 2));
  journal.close();
  return journal;
}

test('all audio is kept where there is room, the last half second too', () => {
  const { file, kept } = fileWith(Infinity);
  const journal = keepSeconds(3, file);
  expect([journal.isWhole, journal.unkeptSamples, kept.bytes]).toEqual([true, 0, 2 * 3.5 * SAMPLE_RATE]);
  journal.close();
  expect(kept.closed).toBe(1);
});

test('audio that there was no room for is counted, and no half sample stays', () => {
  const { file, kept } = fileWith(2 * SAMPLE_RATE + 1001);
  const journal = keepSeconds(3, file);
  expect([journal.isWhole, journal.unkeptSamples]).toEqual([false, 2.5 * SAMPLE_RATE]);
  expect(kept.bytes).toBe(2 * SAMPLE_RATE);
});

test('where no audio can be kept all of it is counted', () => {
  const journal = keepSeconds(3, null);
  expect([journal.isWhole, journal.unkeptSamples]).toEqual([false, 3.5 * SAMPLE_RATE]);
});
