import { beforeEach, describe, expect, test } from 'vitest';
import { importOwnData, type ImportReport } from '../../../../src/lib/app/privacy/import-own-data';
import { exportOwnData } from '../../../../src/lib/app/privacy/own-data';
import type { SourcedDay } from '../../../../src/lib/core/metrics/day-record';
import { histogramOf } from '../../../../src/lib/core/metrics/histogram';
import { AppError } from '../../../../src/lib/core/errors';
import { encodeBackup } from '../../../../src/lib/library/backup/backup-format';
import { encodeRecording } from '../../../../src/lib/library/backup/recording-format';
import { writeArchive, type ArchivedFile } from '../../../../src/lib/library/backup/zip-archive';
import { FakeDevice } from '../../support/fake-device';
import { wholeRecording } from '../../support/whole-recording';

const DICTATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const NOTHING = { recordings: 0, known: 0, texts: 0, dictations: 0, settings: 0, leftOut: [], stopped: null };
const sound = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, index) => (index * seed) % 251);

const DAY: SourcedDay = {
  ...{ day: '2026-11-30', version: '1', source: 'old' },
  setup: { modelId: 'base', device: 'wasm', adapter: null },
  histograms: { final: histogramOf([400, 500]) },
  counters: { utterances: 2 },
};

let old: FakeDevice;
let fresh: FakeDevice;

beforeEach(() => {
  old = new FakeDevice();
  for (const [index, id] of ['a', 'b'].entries()) {
    old.recordings.set(id, wholeRecording(id, 'Été.mp3', `Texte ${id}`));
    old.sounds.set(id, sound(20_000, index + 3));
  }
  old.dictations.set(DICTATION, sound(4000, 7));
  old.text = 'Cher Paul,\nla pompe est là.';
  old.settings.set('vocabulary', 'Kéraval');
  old.days.set('old', DAY);
  fresh = new FakeDevice();
});

async function bring(
  file: Blob,
  device = fresh,
  signal = new AbortController().signal,
): Promise<ImportReport> {
  const report = await importOwnData(file, device, { signal, onProgress: () => undefined });
  if (typeof report === 'string') throw new TypeError(report);
  return report;
}

const refusal = (file: Blob) =>
  importOwnData(file, fresh, { signal: new AbortController().signal, onProgress: () => undefined });

async function* filesOf(files: readonly ArchivedFile[]) {
  yield* files;
}

const zip = (files: Record<string, string | Blob>) =>
  writeArchive(filesOf(Object.entries(files).map(([name, input]) => ({ name, input }))));

const listOf = (change: Partial<Parameters<typeof encodeBackup>[0]>) =>
  encodeBackup({ recordings: [], documents: [], dictations: [], settings: {}, ...change });

describe('a fresh device', () => {
  test('has everything of the old one: texts, times, sound, settings', async () => {
    expect(await bring(await exportOwnData(old.ownData))).toEqual({
      ...{ recordings: 2, known: 0, texts: 1, dictations: 1, settings: 1 },
      ...{ leftOut: [], stopped: null },
    });
    for (const part of ['recordings', 'sounds', 'dictations', 'text', 'settings', 'days'] as const)
      expect(fresh[part], part).toEqual(old[part]);
  });

  test('begins no work that was waiting on the old one', async () => {
    const { recording, ...rest } = wholeRecording('a', 'a.mp3', 'Texte');
    old.recordings.set('a', { ...rest, recording: { ...recording, state: { kind: 'waiting' } } });
    await bring(await exportOwnData(old.ownData));
    expect(fresh.recordings.get('a')?.recording.state).toEqual({ kind: 'paused' });
  });
});

describe('beside what is there', () => {
  test('a second import brings nothing', async () => {
    const file = await exportOwnData(old.ownData);
    await bring(file);
    expect(await bring(file)).toEqual({ ...NOTHING, known: 2, settings: 1 });
    expect(fresh.recordings.size).toBe(2);
    expect(fresh.days.get('old')).toEqual(DAY);
  });

  test('a recording whose text is another here comes beside it, once', async () => {
    const file = await exportOwnData(old.ownData);
    fresh.recordings.set('a', wholeRecording('a', 'Été.mp3', 'Corrigé'));
    expect(await bring(file)).toMatchObject({ recordings: 2, known: 0 });
    expect(await bring(file)).toMatchObject({ recordings: 0, known: 2 });
    const texts = [...fresh.recordings.values()].map(({ windows }) => windows[0]?.segments[0]?.text);
    expect(texts).toEqual(['Corrigé', 'Texte a', 'Texte b']);
  });

  test('a recording whose sound is another here comes beside it', async () => {
    fresh.recordings.set('a', wholeRecording('a', 'Été.mp3', 'Texte a'));
    fresh.sounds.set('a', sound(20_000, 11));
    await bring(await exportOwnData(old.ownData));
    expect(fresh.recordings.size).toBe(3);
    expect(fresh.sounds.get('a')).toEqual(sound(20_000, 11));
  });

  test('a recording whose sound is lost here gets it', async () => {
    fresh.recordings.set('a', wholeRecording('a', 'Été.mp3', 'Texte a'));
    expect(await bring(await exportOwnData(old.ownData))).toMatchObject({ recordings: 1, known: 1 });
    expect(fresh.sounds.get('a')).toEqual(old.sounds.get('a'));
  });

  test('settings stay as they are unless they are wanted', async () => {
    fresh.setSetting = null;
    expect(await bring(await exportOwnData(old.ownData))).toMatchObject({ settings: 0 });
    expect(fresh.settings.size).toBe(0);
  });
});

describe('an import that is broken off', () => {
  test('leaves whole recordings, and the next one brings the rest', async () => {
    const file = await exportOwnData(old.ownData);
    const stop = new AbortController();
    const onProgress = (done: number) => done === 1 && stop.abort();
    const report = await importOwnData(file, fresh, { signal: stop.signal, onProgress });
    expect(report).toMatchObject({ recordings: 1, stopped: 'cancelled' });
    expect([...fresh.recordings.keys()]).toEqual(['a']);
    expect([...fresh.sounds.keys()]).toEqual(['a']);
    expect(await bring(file)).toMatchObject({ recordings: 1, known: 1, stopped: null });
    expect(fresh.sounds).toEqual(old.sounds);
  });

  test('by a full disk says so', async () => {
    const file = await exportOwnData(old.ownData);
    fresh.soundError = new AppError('storage-full', 'full');
    expect(await bring(file)).toMatchObject({ recordings: 0, texts: 1, stopped: 'storage-full' });
    fresh.soundError = null;
    fresh.free = 100;
    expect(await bring(file)).toMatchObject({ recordings: 0, stopped: 'storage-full' });
    expect(fresh.recordings.size).toBe(0);
  });
});

describe('a file that is not what it should be', () => {
  test.each([
    ['not-ours', 'no ZIP file', () => Promise.resolve(new Blob(['not a zip']))],
    ['not-ours', 'an empty file', () => Promise.resolve(new Blob([]))],
    ['not-ours', 'a ZIP of something else', () => zip({ 'a.txt': 'a' })],
    ['damaged', 'a list that is no JSON', () => zip({ 'superwhisper2/backup.json': '{' })],
    [
      'damaged',
      'a list of wrong types',
      () => zip({ 'superwhisper2/backup.json': listOf({ recordings: [1] as never }) }),
    ],
    [
      'damaged',
      'a list of another format',
      () => zip({ 'superwhisper2/backup.json': '{"format":"x","version":1}' }),
    ],
    [
      'newer',
      'one of a newer version',
      () => zip({ 'superwhisper2/backup.json': '{"format":"superwhisper2-backup","version":2}' }),
    ],
  ] as const)('is refused as %s: %s', async (why, _what, make) => {
    expect(await refusal(await make())).toBe(why);
    expect(fresh.recordings.size + fresh.text.length + fresh.settings.size).toBe(0);
  });

  test('that was cut off is refused', async () => {
    const file = await exportOwnData(old.ownData);
    for (const share of [0.1, 0.5, 0.9, 0.999])
      expect(await refusal(file.slice(0, Math.floor(file.size * share)))).toBe('not-ours');
  });

  test('leaves a recording out that is none, and brings the others', async () => {
    const good = wholeRecording('good', 'good.mp3', 'Texte');
    const { recording } = good;
    const bad = (change: object) => JSON.stringify({ ...good, point: null, peaks: null, ...change });
    const entries = {
      'r/good.json': encodeRecording(good),
      'r/path.json': bad({ recording: { ...recording, id: '../../x' } }),
      'r/types.json': bad({ windows: [{ segments: 'x' }] }),
      'r/text.json': 'null',
    };
    const names = [...Object.keys(entries), 'r/missing.json'];
    const list = listOf({ recordings: names.map((entry) => ({ name: entry, entry, sound: null })) });
    const report = await bring(await zip({ ...entries, 'superwhisper2/backup.json': list }));
    expect(report.recordings).toBe(1);
    expect(report.leftOut.map(({ name }) => name)).toEqual([
      'path.json',
      'types.json',
      'text.json',
      'missing.json',
    ]);
  });

  test('brings the text of a sound whose bytes have changed, without the sound', async () => {
    const file = new Uint8Array(await (await exportOwnData(old.ownData)).arrayBuffer());
    const at = Buffer.from(file).indexOf(Buffer.from(sound(100, 3)));
    file[at + 50] = 255;
    const report = await bring(new Blob([file]));
    expect(report).toMatchObject({ recordings: 2, leftOut: [{ name: 'Été.mp3', why: 'no-sound' }] });
    expect([...fresh.sounds.keys()]).toEqual(['b']);
  });
});

describe('figures by day', () => {
  test('are missing in files of older versions, which is no fault', async () => {
    expect(await bring(await zip({ 'superwhisper2/backup.json': listOf({}) }))).toEqual(NOTHING);
  });

  test.each<[string, string, number]>([
    ['are no JSON', '{"days":', 0],
    ['are no list', '{"days":1}', 0],
    ['are damaged in part', JSON.stringify({ days: [{ ...DAY, counters: { utterances: -1 } }, DAY] }), 1],
  ])('that %s are told, and what can be read of them comes with all the rest', async (_, json, count) => {
    const file = await zip({
      'superwhisper2/days.json': json,
      'superwhisper2/backup.json': listOf({ documents: [{ id: 'dictation', text: 'Bonjour' }] }),
    });
    const leftOut = [{ name: 'superwhisper2/days.json', why: 'damaged' }];
    expect(await bring(file)).toEqual({ ...NOTHING, texts: 1, leftOut });
    expect(fresh.days.size).toBe(count);
  });
});
