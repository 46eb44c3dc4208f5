import { dictationMarks } from '$lib/app/metrics/dictation-marks';
import { markRecording } from '$lib/app/metrics/mark-recording';
import type { EngineSetup } from '$lib/core/metrics/day-record';
import { beforeEach, describe, expect, test } from 'vitest';
import { DictationPage, utterance } from '../dictation/dictation-page';
import { ENGINE, settle } from '../fake-clients';

let marked: [string, number][];
let setups: EngineSetup[];
const metrics = {
  of: (setup: EngineSetup) => {
    setups.push(setup);
    return { mark: (name: string, value: number) => void marked.push([name, value]) };
  },
};

beforeEach(() => {
  [marked, setups] = [[], []];
});

describe('a recording that has ended', () => {
  test('is counted, and its speed is processing time for its length', () => {
    markRecording(metrics, { speed: 8, audioSeconds: 120 }, ENGINE);
    expect(setups).toEqual([{ modelId: 'whisper-base-q8_0', device: 'wasm', adapter: null }]);
    expect(marked).toEqual([
      ['recordings', 1],
      ['audioSeconds', 120],
      ['fileSpeed', 0.125],
    ]);
  });

  test.each([
    ['is short', { speed: 8, audioSeconds: 29 }],
    ['has no speed', { speed: null, audioSeconds: 120 }],
    ['was not read at all', { speed: 0, audioSeconds: 120 }],
    ['has no length', { speed: 8, audioSeconds: null }],
  ])('is not timed where it %s', (_, recording) => {
    markRecording(metrics, recording, ENGINE);
    expect(marked.map(([name]) => name)).toEqual(['recordings', 'audioSeconds']);
  });
});

describe('a dictation', () => {
  test('is of the model that writes it, or of both', () => {
    dictationMarks(metrics, ENGINE, 'whisper-base-q8_0');
    dictationMarks(metrics, ENGINE, 'whisper-small-q8_0');
    expect(setups.map(({ modelId }) => modelId)).toEqual([
      'whisper-base-q8_0',
      'whisper-base-q8_0 + whisper-small-q8_0',
    ]);
  });

  test('marks what each utterance took, what the court held back and what was lost', async () => {
    const page = new DictationPage();
    page.nowMs = 100;
    await page.start();
    await page.hear();
    page.nowMs = 2000;
    const said = utterance('Je suis là.');
    const [segment] = said.text.segments;
    page.writing[0]?.onEvent({
      ...said,
      text: { ...said.text, segments: [segment!, { ...segment!, dropped: 'silence' }] },
    });
    await settle();
    page.listening[0]?.resolve({ seconds: 3, lostSamples: 128, unkeptSeconds: 0 });
    await page.end();
    expect(page.marked).toEqual([
      ['heldBack', 1],
      ['utterances', 1],
      ['final', 1000],
      ['decoded', 500],
      ['lostSamples', 128],
    ]);
  });

  test('marks no times of what waited for the model', async () => {
    const page = new DictationPage();
    await page.start();
    page.nowMs = 60_000;
    await page.hear();
    page.writing[0]?.onEvent({ ...utterance('Je suis là.'), speechEndMs: 8500, decodedMs: 60_500 });
    await settle();
    expect(page.marked).toEqual([['waitedUtterances', 1]]);
  });
});
