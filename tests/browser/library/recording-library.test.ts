import { ownFolder } from '$lib/core/own-storage';
import type { KeptRecording } from '$lib/library/kept-recording';
import { RecordingLibrary } from '$lib/library/recording-library';
import { Database } from '$lib/library/database';
import { beforeEach, describe, expect, test } from 'vitest';

let library: RecordingLibrary;

beforeEach(async () => {
  library = await RecordingLibrary.open(new Database());
  for (const { recording } of await library.list()) await library.remove(recording.id);
});

function recording(id: string, position: number): KeptRecording {
  return {
    id,
    name: `${id}.mp3`,
    sizeBytes: 5,
    addedMs: 1,
    position,
    state: { kind: 'waiting' },
    readingVersion: 1,
    startsOver: false,
    languageValue: null,
    durationSeconds: null,
    audioSeconds: null,
    speed: null,
  };
}

function windowOf(text: string) {
  const segments = [{ startSeconds: 0, endSeconds: 1, text, language: 'fr' }];
  return { startSeconds: 0, endSeconds: 1, segments, language: 'fr' };
}

const texts = async () =>
  (await library.list()).map(({ windows }) =>
    windows.flatMap(({ segments }) => segments.map(({ text }) => text)),
  );

describe('the list', () => {
  test('comes back in the order of positions, each recording with its own windows in order', async () => {
    await library.save(recording('b', 2));
    await library.save(recording('a', 1));
    for (let index = 0; index < 12; index++)
      await library.saveWindow('a', index, windowOf(`a${index}`), null);
    await library.saveWindow('b', 0, windowOf('b0'), null);
    expect((await library.list()).map((each) => each.recording.id)).toEqual(['a', 'b']);
    expect(await texts()).toEqual([Array.from({ length: 12 }, (_, index) => `a${index}`), ['b0']]);
  });

  test('is the same for a page that opens it later', async () => {
    await library.save(recording('a', 1));
    await library.saveWindow('a', 0, windowOf('gardé'), null);
    library = await RecordingLibrary.open(new Database());
    expect(await texts()).toEqual([['gardé']]);
  });

  test('a window that is written again replaces itself, and windows can be taken away together', async () => {
    await library.save(recording('a', 1));
    await library.saveWindow('a', 0, windowOf('avant'), null);
    await library.saveWindow('a', 0, windowOf('après'), null);
    expect(await texts()).toEqual([['après']]);
    await library.removeWindows('a');
    expect(await texts()).toEqual([[]]);
  });
});

test('where to go on reading is kept with the last window, and goes with the text', async () => {
  await library.save(recording('a', 1));
  const point = {
    startSample: 512,
    foundWindows: 1,
    speechSamples: 2,
    detector: { state: Float32Array.of(0.1), context: Float32Array.of(0.2) },
    gain: { peaks: [0.5], gain: 2 },
    regions: { state: { kind: 'silence', edgeFrames: 0 }, probabilities: [0.3], frame: 7 },
    openWindow: { regions: [], voice: { firstFrame: 0, voice: Uint8Array.of(255) } },
  } as const;
  await library.saveWindow('a', 0, windowOf('un'), point);
  await library.saveWindow('a', 0, windowOf('corrigé'), null);
  expect(await library.readingPoint('a')).toEqual(point);
  await library.removeWindows('a');
  expect(await library.readingPoint('a')).toBeNull();
});

describe('sound', () => {
  test('is kept byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    await library.keepSound('a', new Blob([bytes]));
    const kept = await library.sound('a');
    expect(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
  });

  test('of a copy that was broken off is no sound', async () => {
    const folder = await ownFolder(await navigator.storage.getDirectory(), 'recordings');
    await folder.getFileHandle('half', { create: true });
    expect(await library.sound('half')).toBeNull();
  });

  test('that belongs to no recording is cleared away', async () => {
    await library.keepSound('stray', new Blob(['sound']));
    await library.removeStraySounds();
    expect(await library.sound('stray')).toBeNull();
  });

  test('whose file has gone is refused, and leaves nothing behind', async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('gone.wav', { create: true });
    const writable = await handle.createWritable();
    await writable.write('sound');
    await writable.close();
    const file = await handle.getFile();
    await root.removeEntry('gone.wav');
    await expect(library.keepSound('a', file)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await library.sound('a')).toBeNull();
  });
});

test('a removed recording takes its text, its waveform and its sound along', async () => {
  await library.save(recording('a', 1));
  await library.saveWindow('a', 0, windowOf('texte'), null);
  await library.savePeaks('a', Uint8Array.of(1, 2));
  await library.keepSound('a', new Blob(['sound']));
  await library.remove('a');
  expect(await library.list()).toEqual([]);
  expect(await library.peaks('a')).toBeNull();
  expect(await library.sound('a')).toBeNull();
});
