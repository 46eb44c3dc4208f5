import { ownFolder } from '$lib/core/own-storage';
import { NO_TEXT, textFacts } from '$lib/core/transcript/text-facts';
import type { KeptRecording, RecordingChanges } from '$lib/library/kept-recording';
import { RecordingLibrary } from '$lib/library/recording-library';
import { Database, MIGRATIONS } from '$lib/library/database';
import { deleteDB, unwrap } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';

let library: RecordingLibrary;

beforeEach(async () => {
  library = await RecordingLibrary.open(new Database());
  for (const { id } of await library.list()) await library.remove(id);
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
    language: null,
    durationSeconds: null,
    audioSeconds: null,
    speed: null,
    text: NO_TEXT,
  };
}

function windowOf(text: string) {
  const segments = [{ startSeconds: 0, endSeconds: 1, text, language: 'fr' }];
  return { startSeconds: 0, endSeconds: 1, segments, language: 'fr' };
}

function write(recording: KeptRecording, changes: Partial<RecordingChanges> = {}): Promise<void> {
  return library.write({ replacesText: false, windows: new Map(), resume: null, ...changes, recording });
}

async function texts(): Promise<string[][]> {
  const windows = await Promise.all((await library.list()).map(({ id }) => library.windows(id)));
  return windows.map((each) => each.flatMap(({ segments }) => segments.map(({ text }) => text)));
}

describe('the list', () => {
  test('comes back in the order of positions, each recording with its own windows in order', async () => {
    await write(recording('b', 2), { windows: new Map([[0, windowOf('b0')]]) });
    await write(recording('a', 1));
    for (let index = 0; index < 12; index++)
      await write(recording('a', 1), { windows: new Map([[index, windowOf(`a${index}`)]]) });
    expect((await library.list()).map((each) => each.id)).toEqual(['a', 'b']);
    expect(await texts()).toEqual([Array.from({ length: 12 }, (_, index) => `a${index}`), ['b0']]);
  });

  test('is the same for a page that opens it later', async () => {
    await write(recording('a', 1), { windows: new Map([[0, windowOf('gardé')]]) });
    library = await RecordingLibrary.open(new Database());
    expect(await texts()).toEqual([['gardé']]);
  });

  test('a window that is written again replaces itself, and windows can be taken away together', async () => {
    await write(recording('a', 1), { windows: new Map([[0, windowOf('avant')]]) });
    await write(recording('a', 1), { windows: new Map([[0, windowOf('après')]]) });
    expect(await texts()).toEqual([['après']]);
    await write(recording('a', 1), { replacesText: true });
    expect(await texts()).toEqual([[]]);
  });
});

test('where to go on reading is kept with the last window, and goes with the text', async () => {
  const point = {
    startSample: 512,
    foundWindows: 1,
    speechSamples: 2,
    detector: { state: Float32Array.of(0.1), context: Float32Array.of(0.2) },
    gain: { peaks: [0.5], gain: 2 },
    regions: { state: { kind: 'silence', edgeFrames: 0 }, probabilities: [0.3], frame: 7, freeSample: 512 },
    passedOver: { firstFrame: 1, speech: [1], outside: [2] },
    openWindow: { regions: [], freeSample: 0, voice: { firstFrame: 0, voice: Uint8Array.of(255) } },
  } as const;
  await write(recording('a', 1), { windows: new Map([[0, windowOf('un')]]), resume: point });
  await write(recording('a', 1), { windows: new Map([[0, windowOf('corrigé')]]) });
  expect(await library.readingPoint('a')).toEqual(point);
  await write(recording('a', 1), { replacesText: true });
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

  test('that belongs to no recording is cleared away, and what copies that were broken off have left', async () => {
    await write(recording('a', 1));
    await library.keepSound('a', new Blob(['sound']));
    await library.keepSound('stray', new Blob(['sound']));
    const folder = await ownFolder(await navigator.storage.getDirectory(), 'recordings');
    await folder.getFileHandle('a.part', { create: true });
    await library.removeStraySounds();
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    expect(names).toEqual(['a']);
    expect(await library.soundIds()).toEqual(new Set(['a']));
  });

  test('whose copy is called off leaves nothing, and the recording can be removed meanwhile', async () => {
    const calledOff = new AbortController();
    await write(recording('a', 1));
    const large = new Blob(Array.from({ length: 4 }, () => new Uint8Array(16 * 1024 * 1024)));
    const copied = library.keepSound('a', large, calledOff.signal);
    const removed = library.remove('a');
    calledOff.abort();
    await expect(copied).rejects.toMatchObject({ name: 'CancelledError' });
    await removed;
    expect(await library.list()).toEqual([]);
    expect(await library.soundIds()).toEqual(new Set());
    await library.keepSound('a', new Blob(['sound']));
    expect((await library.sound('a'))?.size).toBe(5);
  });

  test('whose file has gone is refused, and leaves nothing behind', async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('gone.wav', { create: true });
    const writable = await handle.createWritable();
    await writable.write('sound');
    await writable.close();
    const file = await handle.getFile();
    await root.removeEntry('gone.wav');
    await expect(library.keepSound('gone', file)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await library.sound('gone')).toBeNull();
  });
});

test('a removed recording takes its text, its waveform and its sound along', async () => {
  await write(recording('a', 1), { windows: new Map([[0, windowOf('texte')]]) });
  await library.savePeaks('a', Uint8Array.of(1, 2));
  await library.keepSound('a', new Blob(['sound']));
  await library.remove('a');
  expect(await library.list()).toEqual([]);
  expect(await library.peaks('a')).toBeNull();
  expect(await library.sound('a')).toBeNull();
});

describe('a database of an older version', () => {
  const NAME = 'superwhisper2:older';
  const older = MIGRATIONS.slice(0, 2);
  const { text: _text, ...withoutFacts } = recording('a', 1);
  const edited = windowOf('corrigé');
  const [segment] = edited.segments;
  const windows = [windowOf('un'), { ...edited, segments: [{ ...segment!, originalText: 'corriger' }] }];

  test('gets for each recording what the list needs to know of its text', async () => {
    await deleteDB(NAME);
    const before = new Database({ name: NAME, migrations: older });
    await before.use(async (opened) => {
      const { objectStoreNames } = opened;
      const writing = opened.transaction([...objectStoreNames], 'readwrite');
      unwrap(writing.objectStore('recordings')).put(withoutFacts);
      for (const [index, window] of windows.entries())
        await writing.objectStore('windows').put(window, ['a', index]);
      await writing.done;
    });
    before.close();
    const after = new Database({ name: NAME });
    const [kept] = await after.use((opened) => opened.getAll('recordings'));
    after.close();
    expect(kept).toEqual({ ...withoutFacts, text: textFacts(windows) });
    expect(kept?.text).toMatchObject({ windowCount: 2, isEdited: true, lastLanguage: 'fr' });
  });
});
