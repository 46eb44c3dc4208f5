import { expect, it } from 'vitest';
import { exportOwnData, ownFiles, type OwnData } from '../../../../src/lib/app/privacy/own-data';
import { textFacts } from '../../../../src/lib/core/transcript/text-facts';
import type { WholeRecording } from '../../../../src/lib/library/whole-recording';
import { wholeRecording } from '../../support/whole-recording';

const kept: readonly WholeRecording[] = [
  wholeRecording('a', '../lettre.mp3', 'Madame'),
  wholeRecording('b', 'LETTRE.TXT', 'Monsieur'),
];

const data: OwnData = {
  library: {
    list: () =>
      Promise.resolve(kept.map(({ recording, windows }) => ({ ...recording, text: textFacts(windows) }))),
    whole: (id) => Promise.resolve(kept.find(({ recording }) => recording.id === id) ?? null),
    sound: (id) => Promise.resolve(new File([`sound of ${id}`], id)),
  },
  documents: [{ id: 'dictation', text: 'Cher Paul' }],
  lostDictations: [{ id: 'c', seconds: 2, sound: new Blob(['wave']) }],
  settings: { vocabulary: 'Kéraval' },
  days: [
    {
      ...{ day: '2026-11-30', version: '1', source: 'a', histograms: {}, counters: { recordings: 2 } },
      setup: { modelId: 'base', device: 'wasm', adapter: null },
    },
  ],
};

async function namesOf(given: OwnData): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of ownFiles(given)) names.push(name);
  return names;
}

it('has each sound with its texts, the dictations and what an import needs, under names of their own', async () => {
  expect(await namesOf(data)).toEqual([
    'recordings/1 lettre.mp3',
    'recordings/1 lettre.txt',
    'recordings/1 lettre.json',
    'superwhisper2/recordings/1.json',
    'recordings/2 LETTRE.TXT',
    'recordings/2 LETTRE (2).txt',
    'recordings/2 LETTRE.json',
    'superwhisper2/recordings/2.json',
    'dictations/1.wav',
    'dictation.txt',
    'superwhisper2/days.json',
    'superwhisper2/backup.json',
  ]);
});

it('is a ZIP file with the bytes as they are', async () => {
  const zip = Buffer.from(await (await exportOwnData(data)).arrayBuffer());
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  for (const content of ['sound of a', 'Madame', 'wave', 'Cher Paul', 'Kéraval'])
    expect(zip.includes(content), content).toBe(true);
});

it('has the settings where the browser keeps nothing else', async () => {
  const empty = { ...data, library: null, documents: [], lostDictations: [], days: [] };
  expect(await namesOf(empty)).toEqual(['superwhisper2/backup.json']);
});
