import { describe, expect, test } from 'vitest';
import { ArchiveNames } from '../../../../../src/lib/core/transcript/exporters/archive-names';

const one = (wanted: string) => new ArchiveNames().add('recordings/', '1', wanted);

describe('a name in an archive', () => {
  test.each([
    ['lettre.mp3', '1 lettre.mp3'],
    ['my.talk.2024', '1 my.talk.2024'],
    ['a/../../b\\c.wav', '1 c.wav'],
    ['CON.mp3', '1 CON.mp3'],
    ['a<b>c:d"e|f?g*h.mp3', '1 a_b_c_d_e_f_g_h.mp3'],
    ['ends. . .', '1 ends'],
    ['a\u0000b\nc.mp3', '1 abc.mp3'],
    ['...', '1 recording'],
    ['', '1 recording'],
  ])('%j becomes %j', (wanted, name) => {
    expect(one(wanted)).toBe(`recordings/${name}`);
  });

  test('is short enough for every system, with its extension', () => {
    const name = one(`${'é'.repeat(400)}.mp3`);
    expect(new TextEncoder().encode(name).length).toBeLessThan(240);
    expect(name).toMatch(/\.mp3$/);
  });
});

test('no two are one file on any system', () => {
  const names = new ArchiveNames();
  const given = ['Été.txt', 'été.TXT', 'e\u0301te\u0301.txt', 'été.txt'].map((wanted) =>
    names.add('a/', '1', wanted),
  );
  expect(given).toEqual(['a/1 Été.txt', 'a/1 été (2).TXT', 'a/1 été (3).txt', 'a/1 été (4).txt']);
  expect(names.add('b/', '1', 'Été.txt')).toBe('b/1 Été.txt');
});

test('names that were shortened to the same are told apart', () => {
  const names = new ArchiveNames();
  const given = ['a', 'b'].map((end) => names.add('', '1', 'x'.repeat(200) + end));
  expect(new Set(given).size).toBe(2);
});
