import { expect, test } from 'vitest';
import { SHIPPED } from '../../../../src/lib/app/models/known-models';
import { ModelUse } from '../../../../src/lib/app/models/model-use.svelte';
import type { ErrorCode } from '../../../../src/lib/core/errors';
import { catalogueEntry } from '../../../../src/lib/core/models/model-catalogue';
import type { KeptModel } from '../../../../src/lib/core/models/kept-model';
import type { ModelSpeed } from '../../../../src/lib/core/models/model-speed';
import { keptModel } from './kept-model';

/** That of the app times `factor`. A slow one encodes utterances anew: too slow for speech, and quick enough for recordings. */
function speed(factor: number): ModelSpeed {
  const step = { ms: 2 * factor, attendedMs: 0 };
  return {
    growsSounds: factor < 3,
    encoderMs: 40 * factor,
    encoderAttendedMs: 0,
    oneText: step,
    fourTexts: step,
  };
}

const SMALL = keptModel('ggml-small-q8_0', { source: 'catalogue' });
const TINY_EN = keptModel('tiny-en', {
  dimensions: { ...dimensionsOf('ggml-tiny-q8_0'), vocabularySize: 51_864 },
});

function dimensionsOf(id: string) {
  const entry = catalogueEntry(id);
  if (!entry) throw new Error(`the catalogue has no ${id}`);
  return entry.dimensions;
}

class Device {
  known: readonly KeptModel[] = [SHIPPED, SMALL];
  languages: readonly string[] = ['fr', 'en'];
  failures = new Map<string, ErrorCode>();
  factors = new Map([
    [SHIPPED.id, 1],
    [SMALL.id, 2],
  ]);
  budgetBytes = 2e9;
  readonly store = new Map<string, string>();
  use = this.page();

  page(): ModelUse {
    return new ModelUse({
      store: {
        getItem: (key) => this.store.get(key) ?? null,
        setItem: (key, value) => void this.store.set(key, value),
      },
      known: () => this.known,
      speedOf: ({ id }) => {
        const factor = this.factors.get(id);
        return factor === undefined ? null : speed(factor);
      },
      memoryOf: ({ sizeBytes }) => sizeBytes,
      budgetBytes: () => this.budgetBytes,
      languages: () => this.languages,
      failures: () => this.failures,
    });
  }
}

test('a device with the model of the app alone uses it for everything', () => {
  const device = new Device();
  device.known = [SHIPPED];
  const { final, partial } = device.use;
  expect([final.id, partial.id, device.use.file(3600).id]).toEqual([SHIPPED.id, SHIPPED.id, SHIPPED.id]);
  expect(final.why).toEqual({ kind: 'only-one' });
});

test('a better model that is quick enough writes the texts, and the quick one the words before', () => {
  const { final, partial } = new Device().use;
  expect([final.id, final.why.kind, partial.id]).toEqual([SMALL.id, 'best-within-latency', SHIPPED.id]);
});

test('a better model that is too slow for speech still reads recordings', () => {
  const device = new Device();
  device.factors.set(SMALL.id, 4);
  expect(device.use.final.id).toBe(SHIPPED.id);
  expect([device.use.file(3600).id, device.use.file(null).id]).toEqual([SMALL.id, SMALL.id]);
  expect(device.use.file(10).id).toBe(SHIPPED.id);
});

test("a person's choice goes first, for dictation and for recordings apart, and is kept", () => {
  const device = new Device();
  device.use.choose('dictation', SHIPPED.id);
  device.use.choose('files', SHIPPED.id);
  const after = device.page();
  expect([after.final.id, after.partial.id, after.file(3600).id]).toEqual([
    SHIPPED.id,
    SHIPPED.id,
    SHIPPED.id,
  ]);
  expect(after.final.why).toEqual({ kind: 'chosen-by-hand' });
  after.choose('files', null);
  expect(device.page().file(3600).id).toBe(SMALL.id);
});

test('a chosen model that is quick enough writes the words while they are spoken too', () => {
  const device = new Device();
  device.use.choose('dictation', SMALL.id);
  expect([device.use.final.id, device.use.partial.id]).toEqual([SMALL.id, SMALL.id]);
  device.factors.set(SMALL.id, 20);
  expect([device.use.final.id, device.use.partial.id]).toEqual([SMALL.id, SHIPPED.id]);
});

test('a model of 16 bits is used where a person has chosen it, and not for words while they are spoken', () => {
  const device = new Device();
  device.known = [SHIPPED, keptModel('small-f16', { bits: 16 })];
  const ids = () => [device.use.final.id, device.use.partial.id, device.use.file(3600).id];
  expect(ids()).toEqual([SHIPPED.id, SHIPPED.id, SHIPPED.id]);
  device.use.choose('dictation', 'small-f16');
  device.use.choose('files', 'small-f16');
  expect(ids()).toEqual(['small-f16', SHIPPED.id, 'small-f16']);
});

test('a chosen model that does not write a language that may be spoken gives way, and it is told why', () => {
  const device = new Device();
  device.known = [SHIPPED, TINY_EN];
  device.use.choose('dictation', TINY_EN.id);
  expect(device.use.final).toEqual({
    id: SHIPPED.id,
    why: { kind: 'language', wantedId: TINY_EN.id, language: 'fr' },
  });
  device.languages = ['en'];
  expect(device.use.final.id).toBe(TINY_EN.id);
});

test('a model that could not be made ready is not chosen until it is forgiven', () => {
  const device = new Device();
  device.failures.set(SMALL.id, 'model-corrupt');
  expect([device.use.final.id, device.use.file(3600).id]).toEqual([SHIPPED.id, SHIPPED.id]);
  device.failures.clear();
  expect(device.use.final.id).toBe(SMALL.id);
});

test('a chosen model that was deleted gives way to the best that is here', () => {
  const device = new Device();
  device.use.choose('dictation', 'gone');
  expect(device.use.final.id).toBe(SMALL.id);
});

test('it is told for which purposes a model is used', () => {
  const device = new Device();
  device.factors.set(SMALL.id, 4);
  expect([device.use.purposesOf(SHIPPED.id), device.use.purposesOf(SMALL.id)]).toEqual([
    ['dictation'],
    ['files'],
  ]);
});
