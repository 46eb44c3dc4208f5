import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseClipList } from '../../../../../src/lib/app/performance/benchmark/clip-list';
import { AppError } from '../../../../../src/lib/core/errors';

const FOLDER = 'static/clips';
const shipped = readFileSync(`${FOLDER}/clips.json`, 'utf8');

test('a hundred different phrases ship, English and French in turn, in less than 1.5 MB', () => {
  const { clips, sounds } = parseClipList(shipped);
  expect(clips).toHaveLength(100);
  expect(new Set(clips.map(({ text }) => text)).size).toBe(100);
  expect(new Set(clips.map(({ id }) => id)).size).toBe(100);
  expect(clips.every(({ language }, index) => language === (index % 2 === 0 ? 'en' : 'fr'))).toBe(true);
  for (const { seconds } of clips) {
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(8);
  }
  const bytes = Object.values(sounds).reduce((sum, name) => sum + statSync(`${FOLDER}/${name}`).size, 0);
  expect(bytes + shipped.length).toBeLessThan(1.5e6);
});

test('no phrase lies over another, and each has a second of silence behind it', () => {
  const { clips } = parseClipList(shipped);
  for (const language of ['en', 'fr']) {
    const own = clips.filter((clip) => clip.language === language);
    for (const [index, { startSeconds, seconds }] of own.entries()) {
      const next = own[index + 1];
      if (next) expect(next.startSeconds - startSeconds - seconds).toBeCloseTo(1, 3);
    }
  }
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{}',
  '<!doctype html>',
  '{"sounds":{"en":"en.opus"},"clips":[]}',
  '{"sounds":{"en":"en.opus","fr":"fr.opus"},"clips":[]}',
  '{"sounds":{"en":"en.opus","fr":"fr.opus"},"clips":[{"id":"a","language":"de","startSeconds":0,"seconds":1,"text":"x"}]}',
  '{"sounds":{"en":"en.opus","fr":"fr.opus"},"clips":[{"id":"a","language":"en","startSeconds":"0","seconds":1,"text":"x"}]}',
])('what is no list of clips is refused: %s', (text) => {
  expect(() => parseClipList(text)).toThrow(AppError);
});
