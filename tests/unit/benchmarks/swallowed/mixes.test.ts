import { expect, test } from 'vitest';
import { drawMixes, MIX_KINDS } from '../../../../benchmarks/swallowed/mixes';
import type { SpokenClip } from '../../../../benchmarks/lib/spoken-clips';

const CLIPS: readonly SpokenClip[] = ['en', 'fr'].flatMap((language) =>
  Array.from({ length: 8 }, (_, index) => ({
    file: `${language}/${index}.wav`,
    language,
    transcript: '',
    samples: new Int16Array(0),
  })),
);
const draw = (kind: (typeof MIX_KINDS)[number], count = 60, seed = 1) =>
  drawMixes(CLIPS, kind, { count, seed });
const filesOf = ({ parts }: ReturnType<typeof draw>[number]) => parts.map(({ clip }) => clip.file);

test.each(MIX_KINDS)('%s: mixes have 2 to 5 clips, 0.1 to 1 s apart, or not at all', (kind) => {
  const [least, most] = kind === 'two-languages-without-pause' ? [0, 0] : [0.1, 1];
  for (const { parts } of draw(kind)) {
    expect(parts.length).toBeGreaterThanOrEqual(2);
    expect(parts.length).toBeLessThanOrEqual(5);
    expect(parts[0]?.gapSeconds).toBe(0);
    for (const { gapSeconds } of parts.slice(1)) {
      expect(gapSeconds).toBeGreaterThanOrEqual(least);
      expect(gapSeconds).toBeLessThanOrEqual(most);
    }
  }
});

test.each(MIX_KINDS)('%s: fewer mixes are the first of more, and another seed draws others', (kind) => {
  expect(draw(kind, 4)).toEqual(draw(kind, 60).slice(0, 4));
  expect(draw(kind, 60, 2).map(filesOf)).not.toEqual(draw(kind, 60).map(filesOf));
});

test('one language has different clips of one language', () => {
  for (const mix of draw('one-language')) {
    expect(new Set(mix.parts.map(({ clip }) => clip.language)).size).toBe(1);
    expect(new Set(filesOf(mix)).size).toBe(mix.parts.length);
  }
});

test.each(['two-languages', 'two-languages-without-pause'] as const)('%s take turns', (kind) => {
  for (const { parts } of draw(kind)) {
    for (const [index, { clip }] of parts.slice(1).entries()) {
      expect(clip.language).not.toBe(parts[index]?.clip.language);
    }
  }
});

test('repeats say every clip twice or more, one time right after the other', () => {
  for (const mix of draw('repeats')) {
    const files = filesOf(mix);
    for (const [index, file] of files.entries()) expect([files[index - 1], files[index + 1]]).toContain(file);
  }
});

test('the quiet side is one clip, 20 to 28 dB down', () => {
  for (const { parts } of draw('quiet-side')) {
    const quiet = parts.filter(({ gainDb }) => gainDb !== 0);
    expect(quiet).toHaveLength(1);
    expect(quiet[0]?.gainDb).toBeLessThanOrEqual(-20);
    expect(quiet[0]?.gainDb).toBeGreaterThanOrEqual(-28);
  }
});
