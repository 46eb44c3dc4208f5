import { describe, expect, test } from 'vitest';
import { AppError, CancelledError } from '../../../../src/lib/core/errors';
import { ENGINE, settle } from '../fake-clients';
import { DictationPage, utterance } from './dictation-page';

describe('dictation', () => {
  test('listens when the first sample is there, not before, and also while the model is on its way', async () => {
    const page = new DictationPage();
    await page.start();
    expect([page.kind, page.listening.length, page.writing.length]).toEqual(['opening', 1, 0]);
    page.listening[0]?.onEvent({ type: 'hearing' });
    expect(page.kind).toBe('listening');
    await page.hear();
    expect(page.writing[0]).toMatchObject({
      language: { kind: 'given', language: 'fr' },
      vocabulary: ['Digium'],
    });
  });

  test('a better model for whole utterances comes while the quick one writes already', async () => {
    const page = new DictationPage();
    page.finalModel = 'small';
    await page.start();
    await page.hear();
    expect(page.writing[0]).toMatchObject({
      model: { modelId: page.model },
      finalModel: { modelId: 'small' },
    });
    expect(page.preloaded).toEqual(['small']);
  });

  test('a better model that comes while somebody dictates takes over between two utterances', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.finalModel = 'small';
    expect(page.finals).toEqual([]);
    page.writing[0]?.onEvent(utterance('Je suis là.'));
    page.writing[0]?.onEvent(utterance('Je suis encore là.'));
    expect([page.finals, page.preloaded]).toEqual([['small'], ['small']]);
    page.finalModel = null;
    page.writing[0]?.onEvent(utterance('Et je m’en vais.'));
    expect([page.finals, page.preloaded]).toEqual([['small', null], ['small']]);
  });

  test.each([
    [{ outcome: 'failed', code: 'model-corrupt' }, 'model-corrupt'],
    [{ outcome: 'no-room', code: null }, 'out-of-memory'],
  ] as const)('a better model that does not come is told of: %j', async (came, code) => {
    const page = new DictationPage();
    page.finalModel = 'small';
    page.preloadedAs = [{ modelId: 'small', ...came }];
    await page.start();
    await page.hear();
    await settle();
    expect([...page.engine.failures]).toEqual([['small', code]]);
  });

  test('one model for both is asked for once', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    expect([page.writing[0]?.finalModel, page.preloaded]).toEqual([null, []]);
  });

  test('shows what is being said, and puts in what was', async () => {
    const page = new DictationPage();
    page.nowMs = 100;
    await page.start();
    await page.hear();
    page.nowMs = 2000;
    page.writing[0]?.onEvent({
      type: 'hypothesis',
      utterance: 1,
      committed: 'je',
      tentative: 'suis',
      seam: null,
      seemsOver: false,
      speechStartMs: 500,
      speechEndMs: 900,
    });
    expect(page.target.show).toHaveBeenLastCalledWith(
      expect.objectContaining({ committed: 'je', tentative: 'suis', seemsOver: false }),
    );
    page.writing[0]?.onEvent(utterance('Je suis là.'));
    expect(page.target.insert).toHaveBeenCalledWith('Je suis là.', 'fr', null);
    await settle();
    expect(page.dictation.pace.latencies).toEqual([
      { firstWordMs: 1500, decodedMs: 500, finalMs: 1000, words: 3, committedWords: 0, revisedWords: 0 },
    ]);
  });

  test('goes as it was chosen, and ends by itself where nobody speaks any more', async () => {
    const page = new DictationPage();
    page.choices = {
      ...page.choices,
      noiseSuppression: true,
      autoGain: false,
      pauseMs: 700,
      autoStopSeconds: 10,
    };
    await page.start();
    await page.hear();
    expect(page.asked[0]).toMatchObject({ noiseSuppression: true, autoGain: false });
    expect(page.listening[0]?.pauseMs).toBe(700);
    const level = { type: 'level', rms: 0.1, peak: 0.2, isClipped: false, isJournalled: true } as const;
    page.listening[0]?.onEvent({ ...level, isSpeaking: true, seconds: 5 });
    page.listening[0]?.onEvent({ ...level, isSpeaking: false, seconds: 14 });
    expect([page.kind, page.stops]).toEqual(['listening', 0]);
    page.listening[0]?.onEvent({ ...level, isSpeaking: false, seconds: 15 });
    expect([page.kind, page.stops]).toEqual(['finishing', 1]);
    await page.end();
    expect(page.sessions).toEqual(['start', 'stop']);
  });

  test('says how much of what was said has no text yet, and does not time what waited for the model', async () => {
    const page = new DictationPage();
    await page.start();
    const level = { type: 'level', rms: 0.1, peak: 0.2, isClipped: false, isJournalled: true } as const;
    page.listening[0]?.onEvent({ ...level, isSpeaking: true, seconds: 0 });
    page.nowMs = 9000;
    page.listening[0]?.onEvent({ ...level, isSpeaking: true, seconds: 7 });
    expect(page.dictation.pace.lagSeconds).toBe(7);
    page.listening[0]?.onEvent({ ...level, isSpeaking: false, seconds: 8 });
    page.nowMs = 60_000;
    await page.hear();
    page.writing[0]?.onEvent({ ...utterance('Je suis là.'), speechEndMs: 8500, decodedMs: 60_500 });
    await settle();
    const { lagSeconds, latencies, waitedCount } = page.dictation.pace;
    expect({ lagSeconds, latencies, waitedCount }).toEqual({ lagSeconds: 0, latencies: [], waitedCount: 1 });
  });

  test('an utterance without words leaves nothing', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.writing[0]?.onEvent(utterance(''));
    expect(page.target.insert).not.toHaveBeenCalled();
    expect(page.target.show).toHaveBeenLastCalledWith(null);
  });

  test('after a stop what was said last is still written', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.dictation.stop();
    page.dictation.stop();
    expect([page.kind, page.stops]).toEqual(['finishing', 1]);
    page.writing[0]?.onEvent(utterance('La fin.'));
    await page.end();
    expect([page.kind, page.closed, page.forgotten]).toEqual(['idle', 1, ['sound']]);
    expect(page.target.insert).toHaveBeenCalledWith('La fin.', 'fr', null);
  });

  test('a stop while the browser still asks for the microphone counts', async () => {
    const page = new DictationPage();
    void page.dictation.start();
    page.dictation.stop();
    await settle();
    expect(page.stops).toBe(1);
  });

  test.each(['microphone-denied', 'microphone-missing'] as const)(
    '%s is said, and can be mended',
    async (code) => {
      const page = new DictationPage();
      const { openMicrophone } = page;
      page.openMicrophone = () => Promise.reject(new AppError(code, 'no'));
      await page.start();
      expect(page.dictation.state).toEqual({ kind: 'failed', code });
      page.openMicrophone = openMicrophone;
      await page.start();
      expect(page.kind).toBe('opening');
    },
  );

  test('an engine that fails is said, and the microphone is let go', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.writing[0]?.reject(new AppError('out-of-memory', 'gone'));
    await settle();
    expect([page.stops, page.kind]).toEqual([1, 'failed']);
    page.listening[0]?.resolve({ seconds: 1, lostSamples: 0, unkeptSeconds: 0 });
    await settle();
    // The sound is still there to be transcribed.
    expect([page.closed, page.forgotten, page.released, page.offered]).toEqual([1, [], ['sound'], 1]);
  });

  test('where nothing is heard any more the engine waits for no turn, and the failure stays said', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.listening[0]?.reject(new AppError('engine-failed', 'no detector'));
    await settle();
    expect(page.writing[0]?.signal.aborted).toBe(true);
    page.writing[0]?.reject(new CancelledError());
    await settle();
    expect(page.dictation.state).toEqual({ kind: 'failed', code: 'engine-failed' });
  });

  test('an engine that ends in the middle is started again, and gets what was in hand', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.writing[0]?.reject(new AppError('worker-died', 'gone'));
    await settle();
    page.clients.loading.at(-1)?.resolve(ENGINE);
    await settle();
    expect([page.kind, page.writing.length, page.attached.length]).toEqual(['listening', 2, 1]);
    expect(page.writing[1]?.requests.port).not.toBe(page.writing[0]?.requests.port);
    page.writing[1]?.onEvent(utterance('Je suis là.'));
    expect(page.target.insert).toHaveBeenCalledWith('Je suis là.', 'fr', null);
  });

  test('one that ends again and again is given up', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    for (let loss = 0; loss < 4; loss++) {
      page.writing.at(-1)?.reject(new AppError('worker-died', 'gone'));
      await settle();
      page.clients.loading.at(-1)?.resolve(ENGINE);
      await settle();
    }
    expect([page.stops, page.writing.length]).toEqual([1, 4]);
  });

  test('a microphone that takes the place of one that was unplugged is named', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.onReplaced('Built-in');
    expect([page.kind, page.dictation.replacedBy]).toEqual(['listening', 'Built-in']);
  });

  test('where there is no other, unplugging ends it, and nothing is lost', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.onEnded();
    expect([page.kind, page.stops]).toEqual(['finishing', 1]);
  });
});
