import { describe, expect, test, vi } from 'vitest';
import type { OpenMicrophone } from '../../../src/lib/audio/microphone';
import type { ListenOptions } from '../../../src/lib/audio/listener-client';
import { Dictation, type DictationParts } from '../../../src/lib/app/dictation.svelte';
import { EngineStarter } from '../../../src/lib/app/engine-starter.svelte';
import { AppError } from '../../../src/lib/core/errors';
import type { DictateOptions } from '../../../src/lib/inference/inference-client';
import type { ListenSummary, TurnLine } from '../../../src/lib/protocol/listener';
import { ENGINE, FakeCall, FakeClients, settle } from './fake-clients';

/** Everything around a dictation, which the test moves by hand. */
class DictationPage {
  readonly clients = new FakeClients();
  readonly listening: (FakeCall<ListenSummary> & ListenOptions)[] = [];
  readonly writing: (FakeCall<void> & DictateOptions)[] = [];
  readonly target = { placeAtCaret: vi.fn(), show: vi.fn(), insert: vi.fn() };
  readonly forgotten: string[] = [];
  readonly languages: string[] = [];
  readonly attached: TurnLine[] = [];
  stops = 0;
  closed = 0;
  onEnded: () => void = () => undefined;
  onReplaced: (label: string) => void = () => undefined;
  openMicrophone: DictationParts['openMicrophone'] = ({ onEnded, onReplaced }) => {
    this.onEnded = onEnded;
    this.onReplaced = onReplaced;
    const microphone: OpenMicrophone = {
      source: { kind: 'port', port: new MessageChannel().port1 },
      sampleRate: 48_000,
      label: 'Headset',
      isTelephone: false,
      close: () => Promise.resolve(void this.closed++),
    };
    return Promise.resolve(microphone);
  };
  readonly dictation = new Dictation({
    clients: {
      listener: {
        listen: (options) => {
          const call = Object.assign(new FakeCall<ListenSummary>(() => undefined), options);
          this.listening.push(call);
          return call.promise;
        },
        attach: (line) => Promise.resolve(void this.attached.push(line)),
        stop: () => Promise.resolve(void this.stops++),
        forgetSound: (id) => Promise.resolve(void this.forgotten.push(id)),
      },
      inference: {
        dictate: (options) => {
          const call = Object.assign(new FakeCall<void>(() => undefined), options);
          this.writing.push(call);
          return call.promise;
        },
      },
    },
    engine: new EngineStarter(this.clients),
    openMicrophone: (options) => this.openMicrophone(options),
    languageValue: () => 'fr',
    vocabulary: () => ['Digium'],
    deviceId: () => null,
    newId: () => 'sound',
    onMicrophone: () => undefined,
    onUtterance: (language) => void this.languages.push(language),
    nowMs: () => 2000,
    nextPaint: () => Promise.resolve(),
  });

  async start(): Promise<void> {
    void this.dictation.start(this.target);
    await settle();
  }

  /** The model is ready, and the first sample has come. */
  async hear(): Promise<void> {
    this.listening.at(-1)?.onEvent({ type: 'hearing' });
    this.clients.keeping.at(-1)?.resolve(ENGINE.model);
    await settle();
    this.clients.loading.at(-1)?.resolve(ENGINE);
    await settle();
  }

  async end(): Promise<void> {
    this.listening.at(-1)?.resolve({ seconds: 3, lostSamples: 0 });
    this.writing.at(-1)?.resolve();
    await settle();
  }

  get kind(): string {
    return this.dictation.state.kind;
  }
}

function utterance(text: string) {
  const segments = text ? [{ startSeconds: 0, endSeconds: 1, text, language: 'fr' }] : [];
  return {
    type: 'utterance',
    utterance: 1,
    text: { startSeconds: 0, endSeconds: 1, segments, language: 'fr' },
    joint: null,
    revisedWords: 0,
    committedWords: 0,
    speechEndMs: 1000,
    decodedMs: 1500,
  } as const;
}

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

  test('shows what is being said, and puts in what was', async () => {
    const page = new DictationPage();
    await page.start();
    await page.hear();
    page.writing[0]?.onEvent({
      type: 'hypothesis',
      utterance: 1,
      committed: 'je',
      tentative: 'suis',
      joint: null,
      speechStartMs: 500,
    });
    expect(page.target.show).toHaveBeenLastCalledWith({ committed: 'je', tentative: 'suis' });
    page.writing[0]?.onEvent(utterance('Je suis là.'));
    expect(page.target.insert).toHaveBeenCalledWith('Je suis là.', 'fr', null);
    await settle();
    expect(page.dictation.latencies).toEqual([
      { firstWordMs: 1500, decodedMs: 500, finalMs: 1000, words: 3, committedWords: 0, revisedWords: 0 },
    ]);
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
    void page.dictation.start(page.target);
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
    page.listening[0]?.resolve({ seconds: 1, lostSamples: 0 });
    await settle();
    // The sound is still there to be transcribed.
    expect([page.closed, page.forgotten]).toEqual([1, []]);
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
    expect(page.writing[1]?.turns.port).not.toBe(page.writing[0]?.turns.port);
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
