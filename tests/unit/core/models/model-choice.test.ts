import { chooseModel, type ChoiceCandidate, type ModelJob } from '$lib/core/models/model-choice';
import { finalTextMs } from '$lib/core/models/model-speed';
import { describe, expect, test } from 'vitest';
import { candidate, factsOf, figure, fileOf, FINAL, on, PARTIAL, situation, speedOf } from './sample-models';

describe('what the app chooses', () => {
  test.each<[job: ModelJob, millionsPerMs: number, modelId: string, reason: string]>([
    [PARTIAL, 30, 'tiny', 'quickest'],
    [PARTIAL, 3000, 'tiny', 'quickest'],
    [FINAL, 1, 'tiny', 'quickest'],
    [FINAL, 3, 'tiny', 'best-within-latency'],
    [FINAL, 10, 'base', 'best-within-latency'],
    [FINAL, 50, 'small', 'best-within-latency'],
    [FINAL, 3000, 'medium', 'best-within-latency'],
    [fileOf(3600), 1, 'tiny', 'quickest'],
    [fileOf(3600), 10, 'base', 'better-for-long-files'],
    [fileOf(3600), 50, 'small', 'better-for-long-files'],
    [fileOf(3600), 100, 'medium', 'better-for-long-files'],
    [fileOf(31), 100, 'medium', 'better-for-long-files'],
    [fileOf(30), 100, 'small', 'best-within-latency'],
  ])('%j on a device of %d: %s, %s', (job, millionsPerMs, modelId, kind) => {
    const candidates = on(millionsPerMs, 'tiny', 'base', 'small', 'medium');
    expect(chooseModel(candidates, situation({ job }))).toMatchObject({
      modelId,
      reason: { kind },
      wantedId: null,
    });
  });

  test('it says how long a person waits, and may wait', () => {
    const [base, small] = [candidate('base'), candidate('small')];
    const choice = chooseModel([base, small], situation({ latencyBudgetMs: 5000 }));
    const finalMs = finalTextMs(small.speed!);
    expect(choice?.reason).toEqual({ kind: 'best-within-latency', finalMs, budgetMs: 5000 });
  });

  test('a device that has become slow gets the quicker one', () => {
    const candidates = on(50, 'base', 'small');
    for (const job of [FINAL, fileOf(600)]) {
      expect(chooseModel(candidates, situation({ job }))?.modelId).toBe('small');
      expect(chooseModel(candidates, situation({ job, slowdown: 4 }))?.modelId).toBe('base');
    }
  });

  test('the only one is taken, however slow', () => {
    const choice = chooseModel(on(1, 'medium'), situation());
    expect(choice).toEqual({ modelId: 'medium', reason: { kind: 'only-one' }, wantedId: null });
  });

  test('without figures the larger one is the better one', () => {
    const candidates = on(1000, 'tiny', 'small', 'base').map((each) => ({ ...each, wordErrors: [] }));
    expect(chooseModel(candidates, situation({ languages: ['de'] }))?.modelId).toBe('small');
  });

  test('where no speed is known the smallest is taken', () => {
    const candidates = on(1, 'small', 'tiny', 'base').map((each) => ({ ...each, speed: null }));
    for (const job of [PARTIAL, FINAL, fileOf(600)])
      expect(chooseModel(candidates, situation({ job }))).toMatchObject({
        modelId: 'tiny',
        reason: { kind: 'quickest', finalMs: null, hourMinutes: null },
      });
  });

  test('nothing is chosen of nothing', () => {
    expect(chooseModel([], situation())).toBeNull();
  });
});

describe('languages', () => {
  test('a model for English is never taken where French may be spoken', () => {
    const candidates = on(1000, 'base', 'tiny.en');
    expect(chooseModel(candidates, situation({ job: PARTIAL }))?.modelId).toBe('base');
    expect(chooseModel(candidates, situation({ job: PARTIAL, languages: ['en'] }))?.modelId).toBe('tiny.en');
  });

  test('alone it writes nothing, and the reason says so', () => {
    expect(chooseModel(on(1000, 'tiny.en'), situation())).toEqual({
      modelId: null,
      reason: { kind: 'language', wantedId: 'tiny.en', language: 'fr' },
      wantedId: null,
    });
  });

  test('one that was made for French is taken for French', () => {
    const french = candidate('distil-large-v3', {
      facts: factsOf('distil-large-v3', { languages: ['fr'] }),
      wordErrors: figure('fr', 5),
      speed: speedOf('distil-large-v3', 3000),
    });
    const candidates = [...on(3000, 'base', 'medium'), french];
    expect(chooseModel(candidates, situation({ languages: ['fr'] }))?.modelId).toBe('distil-large-v3');
    expect(chooseModel(candidates, situation())?.modelId).toBe('medium');
  });
});

describe('memory', () => {
  test('one that has no room is not taken', () => {
    const choice = chooseModel(on(3000, 'base', 'medium'), situation({ memoryBudgetBytes: 500e6 }));
    expect(choice).toMatchObject({ modelId: 'base', reason: { kind: 'only-one' } });
  });

  test('what other models use is not room, what it uses itself is', () => {
    const [base, small] = on(3000, 'base', 'small');
    const bytes = small!.memoryBytes;
    const budget = { memoryBudgetBytes: bytes + 10 };
    const of = (modelId: string) => situation({ ...budget, inUse: [{ modelId, bytes }] });
    expect(chooseModel([base!, small!], of('small'))?.modelId).toBe('small');
    expect(chooseModel([base!, small!], of('medium'))).toMatchObject({
      modelId: null,
      reason: { kind: 'too-large', wantedId: 'base', neededBytes: base!.memoryBytes, roomBytes: 10 },
    });
  });
});

describe('what is not ready', () => {
  const states = (base: ChoiceCandidate['state'], small: ChoiceCandidate['state']) => [
    candidate('base', { state: base, speed: speedOf('base', 300) }),
    candidate('small', { state: small, speed: speedOf('small', 300) }),
  ];

  test.each(['loading', 'kept'] as const)(
    'live speech does not wait for a better one that is %s',
    (state) => {
      for (const job of [FINAL])
        expect(chooseModel(states('resident', state), situation({ job }))).toEqual({
          modelId: 'base',
          reason: { kind: 'still-loading', wantedId: 'small' },
          wantedId: 'small',
        });
    },
  );

  test('a file waits for it', () => {
    expect(chooseModel(states('resident', 'kept'), situation({ job: fileOf(600) }))).toMatchObject({
      modelId: 'small',
      reason: { kind: 'better-for-long-files' },
      wantedId: null,
    });
  });

  test('where nothing is ready, the best is what is waited for', () => {
    expect(chooseModel(states('kept', 'loading'), situation())?.modelId).toBe('small');
  });
});

describe('the person’s own choice', () => {
  test('goes first, however slow it is', () => {
    for (const job of [PARTIAL, FINAL, fileOf(3600)])
      expect(chooseModel(on(1, 'tiny', 'medium'), situation({ job, chosenByHand: 'medium' }))).toEqual({
        modelId: 'medium',
        reason: { kind: 'chosen-by-hand' },
        wantedId: null,
      });
  });

  test('is not taken where it cannot write, and the reason says why', () => {
    const english = chooseModel(on(300, 'base', 'tiny.en'), situation({ chosenByHand: 'tiny.en' }));
    expect(english).toMatchObject({ modelId: 'base', reason: { kind: 'language', language: 'fr' } });
    const large = situation({ chosenByHand: 'medium', memoryBudgetBytes: 300e6 });
    expect(chooseModel(on(300, 'base', 'medium'), large)).toMatchObject({
      modelId: 'base',
      reason: { kind: 'too-large', wantedId: 'medium', roomBytes: 300e6 },
    });
  });

  test('that is on its way is not waited for by live speech', () => {
    const candidates = [candidate('base'), candidate('medium', { state: 'loading' })];
    expect(chooseModel(candidates, situation({ chosenByHand: 'medium' }))).toEqual({
      modelId: 'base',
      reason: { kind: 'still-loading', wantedId: 'medium' },
      wantedId: 'medium',
    });
    const [, medium] = candidates;
    expect(chooseModel([medium!], situation({ chosenByHand: 'medium' }))?.modelId).toBe('medium');
  });

  test('of a model that is not here any more is no choice', () => {
    expect(chooseModel(on(10, 'base', 'small'), situation({ chosenByHand: 'gone' }))?.modelId).toBe('base');
  });
});
