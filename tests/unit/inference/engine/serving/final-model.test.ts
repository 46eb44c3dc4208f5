import type { Recogniser } from '$lib/core/recognition/recogniser';
import { FinalModel } from '$lib/inference/engine/serving/final-model';
import { expect, test } from 'vitest';
import { fixedTextRecogniser } from '../../../../../testing/fixed-text-recogniser';

/** Models that are resident, and those of them that are held. */
class Residents {
  readonly resident = new Map<string, Recogniser>();
  readonly held: string[] = [];
  readonly user = {
    urgency: 'live',
    signal: new AbortController().signal,
    isCalledOff: () => false,
  } as const;

  add(id: string): Recogniser {
    const recogniser = fixedTextRecogniser();
    this.resident.set(id, recogniser);
    return recogniser;
  }

  holdResident({ modelId }: { readonly modelId: string }) {
    const recogniser = this.resident.get(modelId);
    if (!recogniser) return null;
    this.held.push(modelId);
    return {
      recogniserFor: () => Promise.resolve(recogniser),
      giveBack: () => void this.held.splice(this.held.indexOf(modelId), 1),
    };
  }
}

const named = (modelId: string) => ({ modelId, kernels: 'q8_0', device: 'automatic' }) as const;

function finalOf(residents: Residents, id: string | null): FinalModel {
  // Of a model that is held nothing else is asked.
  const models = residents as unknown as ConstructorParameters<typeof FinalModel>[0];
  return new FinalModel(models, id === null ? null : named(id), residents.user);
}

test('is found once it is resident, held from then on, and given back at the end', async () => {
  const residents = new Residents();
  const final = finalOf(residents, 'large');
  await final.look();
  expect(final.ofNextUtterance()).toBeNull();
  const large = residents.add('large');
  await final.look();
  await final.look();
  expect([final.ofNextUtterance(), residents.held]).toEqual([large, ['large']]);
  final.giveBack();
  expect([final.ofNextUtterance(), residents.held]).toEqual([null, []]);
});

test('gives way to another once that is resident, and not before', async () => {
  const residents = new Residents();
  const large = residents.add('large');
  const final = finalOf(residents, 'large');
  await final.look();
  final.change(named('small'));
  await final.look();
  expect([final.ofNextUtterance(), residents.held]).toEqual([large, ['large']]);
  const small = residents.add('small');
  await final.look();
  expect([final.ofNextUtterance(), residents.held]).toEqual([small, ['small']]);
});

test('that is none any more gives the text back to the one that writes the words', async () => {
  const residents = new Residents();
  residents.add('large');
  const final = finalOf(residents, 'large');
  await final.look();
  final.change(null);
  await final.look();
  expect([final.ofNextUtterance(), residents.held]).toEqual([null, []]);
});

test('that is replaced stays held until the utterance that began with it has ended', async () => {
  const residents = new Residents();
  residents.add('large');
  const small = residents.add('small');
  const final = finalOf(residents, 'large');
  await final.look();
  final.ofNextUtterance();
  final.change(named('small'));
  await final.look();
  expect(residents.held).toEqual(['large', 'small']);
  expect([final.ofNextUtterance(), residents.held]).toEqual([small, ['small']]);
  final.change(null);
  expect(residents.held).toEqual(['small']);
  final.giveBack();
  expect(residents.held).toEqual([]);
});
