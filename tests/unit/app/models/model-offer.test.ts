import { expect, test } from 'vitest';
import { SHIPPED } from '../../../../src/lib/app/models/known-models';
import { ModelOffer } from '../../../../src/lib/app/models/model-offer.svelte';
import type { LanguageChoice } from '../../../../src/lib/core/recognition/language-choice';
import type { KeptModel } from '../../../../src/lib/core/models/kept-model';
import type { ModelSpeed } from '../../../../src/lib/core/models/model-speed';
import { keptModel } from './kept-model';

const STEP = { ms: 2, attendedMs: 0 };
const QUICK: ModelSpeed = {
  growsSounds: true,
  encoderMs: 50,
  encoderAttendedMs: 0,
  oneText: STEP,
  fourTexts: STEP,
};

/** A device on which every model is quick once that is measured. */
class Device {
  readonly store = new Map<string, string>();
  known: readonly KeptModel[] = [SHIPPED];
  finalId: string = SHIPPED.id;
  isMeasured = true;
  spokenLanguage: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };
  offer = this.page();

  page(): ModelOffer {
    const known = () => this.known;
    const finalId = () => this.finalId;
    return new ModelOffer({
      shelf: {
        get known() {
          return known();
        },
        partial: [],
        usedBytes: 0,
        grantedBytes: 10e9,
      },
      use: {
        get final() {
          return { id: finalId(), why: { kind: 'only-one' } as const };
        },
      },
      speeds: { of: () => (this.isMeasured ? QUICK : null) },
      memory: { budgetBytes: 4e9 },
      memoryOf: ({ sizeBytes }) => sizeBytes,
      settings: { spokenLanguage: this.spokenLanguage, uiLanguage: 'fr' },
      store: {
        getItem: (key) => this.store.get(key) ?? null,
        setItem: (key, value) => void this.store.set(key, value),
      },
    });
  }

  write(language: string, words: number): void {
    for (let written = 0; written < words; written += 10) this.offer.note(language, 10);
  }
}

test('after 300 words a better model is offered, by what it errs in the language that is written', () => {
  const device = new Device();
  device.write('fr', 290);
  expect([device.offer.isDue, device.offer.toOffer]).toEqual([false, null]);
  device.write('fr', 10);
  expect(device.offer.toOffer).toMatchObject({ language: 'fr', use: 'dictation' });
});

test('what was written before a reload counts', () => {
  const device = new Device();
  device.write('en', 200);
  device.offer = device.page();
  device.write('en', 100);
  expect(device.offer.toOffer?.language).toBe('en');
});

test('nothing is offered before it is measured how fast it would be', () => {
  const device = new Device();
  device.isMeasured = false;
  device.write('fr', 300);
  expect([device.offer.isDue, device.offer.toOffer]).toEqual([true, null]);
});

test('it is offered once, whatever the answer is', () => {
  const device = new Device();
  device.write('fr', 300);
  device.offer.answered();
  expect(device.offer.toOffer).toBeNull();
  device.offer = device.page();
  device.write('fr', 600);
  expect(device.offer.toOffer).toBeNull();
});

test('whoever has another model already is offered nothing', () => {
  const device = new Device();
  device.known = [SHIPPED, keptModel('ggml-small-q8_0')];
  device.finalId = 'ggml-small-q8_0';
  device.write('fr', 900);
  expect(device.offer.isDue).toBe(false);
});

test('a model that is here is not recommended', () => {
  const device = new Device();
  const { recommendation } = device.offer;
  expect(recommendation).not.toBeNull();
  device.known = [SHIPPED, keptModel(recommendation?.modelId ?? '')];
  expect(device.offer.recommendation?.modelId).not.toBe(recommendation?.modelId);
});
