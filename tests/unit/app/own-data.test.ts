import { expect, it } from 'vitest';
import { exportOwnData, ownFiles, type OwnData } from '../../../src/lib/app/own-data';
import { textFacts } from '../../../src/lib/core/transcript/text-facts';
import type { KeptRecording } from '../../../src/lib/library/kept-recording';

function kept(id: string, name: string, text: string): KeptRecording {
  return {
    id,
    name,
    sizeBytes: 5,
    addedMs: Date.UTC(2026, 0, 2),
    position: 0,
    state: { kind: 'done', endedEarly: false },
    readingVersion: 1,
    startsOver: false,
    languageValue: null,
    durationSeconds: 1,
    audioSeconds: 1,
    speed: null,
    text: textFacts(windowsOf(text)),
  };
}

function windowsOf(text: string) {
  const segment = { startSeconds: 0, endSeconds: 1, text, language: 'fr' };
  const segments = text === '' ? [] : [segment];
  return [{ startSeconds: 0, endSeconds: 1, language: 'fr', segments }];
}

const data: OwnData = {
  library: {
    list: () => Promise.resolve([kept('a', '../lettre.mp3', 'Madame'), kept('b', 'lettre.mp3', '')]),
    windows: (id) => Promise.resolve(windowsOf(id === 'a' ? 'Madame' : '')),
    sound: (id) => Promise.resolve(id === 'a' ? new File(['sound'], 'a') : null),
  },
  dictatedText: 'Cher Paul',
  lostDictations: [{ id: 'c', seconds: 2, sound: new Blob(['wave']) }],
  settings: { vocabulary: 'Kéraval' },
};

it('has each sound with its texts, the dictations and the settings, under names that are safe and of their own', async () => {
  const names: string[] = [];
  for await (const { name } of ownFiles(data)) names.push(name);
  expect(names).toEqual([
    'recordings/1 lettre.mp3',
    'recordings/1 lettre.txt',
    'recordings/1 lettre.json',
    'dictations/1.wav',
    'dictation.txt',
    'settings.json',
  ]);
});

it('is a ZIP file with the bytes as they are', async () => {
  const zip = Buffer.from(await (await exportOwnData(data)).arrayBuffer());
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  for (const content of ['sound', 'Madame', 'wave', 'Cher Paul', 'Kéraval'])
    expect(zip.includes(content), content).toBe(true);
});

it('has the settings where the browser keeps nothing else', async () => {
  const empty = { ...data, library: null, dictatedText: '', lostDictations: [] };
  const names: string[] = [];
  for await (const { name } of ownFiles(empty)) names.push(name);
  expect(names).toEqual(['settings.json']);
});
