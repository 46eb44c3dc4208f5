import { missingLanguage } from '$lib/core/models/accuracy-order';
import { chooseModel, type ChoiceCandidate, type ChoiceSituation } from '$lib/core/models/model-choice';
import { finalTextMs, hourMinutes } from '$lib/core/models/model-speed';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';
import { candidate, figure, fileOf, FINAL, on, PARTIAL, situation, speedOf } from './sample-models';

describe('of any candidates in any situation', () => {
  const IDS = ['tiny', 'base', 'small', 'medium', 'turbo', 'tiny.en', 'distil-large-v3'] as const;
  const LANGUAGES = [['fr'], ['en'], ['fr', 'en'], ['de'], []];
  const STATES = ['resident', 'loading', 'kept'] as const;
  const random = seededRandom(24);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

  function anything() {
    const millionsPerMs = 10 ** (random() * 4);
    const candidates = IDS.filter(() => random() < 0.6).map((id) =>
      candidate(id, {
        speed: random() < 0.1 ? null : speedOf(id, millionsPerMs * (0.5 + random())),
        state: pick(STATES),
        wordErrors: random() < 0.5 ? candidate(id).wordErrors : figure(pick(['fr', 'en']), 1 + 40 * random()),
      }),
    );
    const job = pick([PARTIAL, FINAL, fileOf(10), fileOf(600)]);
    const given = situation({
      job,
      languages: pick(LANGUAGES),
      memoryBudgetBytes: 10 ** (7.5 + 2 * random()),
      inUse: random() < 0.5 ? [] : [{ modelId: pick(IDS), bytes: 2e8 * random() }],
      chosenByHand: random() < 0.7 ? null : pick(IDS),
    });
    return { candidates, given };
  }

  const cases = Array.from({ length: 1000 }, anything);

  function can({ facts, memoryBytes }: ChoiceCandidate, given: ChoiceSituation): boolean {
    const others = given.inUse.filter(({ modelId }) => modelId !== facts.id);
    const used = others.reduce((sum, { bytes }) => sum + bytes, 0);
    return missingLanguage(facts, given.languages) === null && memoryBytes + used <= given.memoryBudgetBytes;
  }

  test('what is chosen, or wanted, can write the languages and has room', () => {
    for (const { candidates, given } of cases) {
      const choice = chooseModel(candidates, given);
      for (const id of [choice?.modelId, choice?.wantedId]) {
        if (!id) continue;
        expect(
          can(
            candidates.find(({ facts }) => facts.id === id)!,
            given,
          ),
        ).toBe(true);
      }
      if (!choice?.modelId) expect(candidates.some((each) => can(each, given))).toBe(false);
    }
  });

  test('a choice by hand is kept unless it cannot be, or speech would wait', () => {
    for (const { candidates, given } of cases) {
      const own = candidates.find(({ facts }) => facts.id === given.chosenByHand);
      if (!own || !can(own, given)) continue;
      const choice = chooseModel(candidates, given)!;
      if (choice.modelId === own.facts.id) expect(choice.reason.kind).toBe('chosen-by-hand');
      else {
        expect(choice).toMatchObject({ reason: { kind: 'still-loading' }, wantedId: own.facts.id });
        expect(given.job.kind).not.toBe('file');
        expect(own.state).not.toBe('resident');
      }
    }
  });

  test('live speech waits only where nothing is ready', () => {
    for (const { candidates, given } of cases) {
      if (given.job.kind === 'file') continue;
      const ready = candidates.filter((each) => each.state === 'resident' && can(each, given));
      const choice = chooseModel(candidates, given);
      if (ready.length > 0) expect(ready.map(({ facts }) => facts.id)).toContain(choice?.modelId);
    }
  });

  const SLOWDOWNS = [1, 1.5, 3, 10, 100];
  const chosenAsItSlows = (all: readonly ChoiceCandidate[], given: ChoiceSituation) =>
    SLOWDOWNS.map((slowdown) => chooseModel(all, { ...given, chosenByHand: null, slowdown })?.modelId)
      .map((id) => all.find(({ facts }) => facts.id === id))
      .filter((each) => each !== undefined);

  test('a slower device never gets a model that takes longer', () => {
    for (const { candidates, given } of cases) {
      const known = candidates.filter(({ speed }) => speed !== null);
      const isLong = given.job.kind === 'file' && given.job.seconds > 30;
      const chosen = chosenAsItSlows(known, given);
      const costs = chosen.map(({ speed }) => (isLong ? hourMinutes(speed!) : finalTextMs(speed!)));
      expect(costs).toEqual(costs.toSorted((a, b) => b - a));
    }
  });

  test('a slower device never gets a larger one of the same family', () => {
    const family = ['tiny', 'base', 'small', 'medium'] as const;
    for (const { given } of cases) {
      const bytes = chosenAsItSlows(on(2000, ...family), given).map(({ facts }) => facts.sizeBytes);
      expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
    }
  });
});
