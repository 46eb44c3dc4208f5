import { subtitleCues } from '$lib/core/transcript/subtitle/cues';
import { describe, expect, test } from 'vitest';
import { segment, spoken } from '../segment';

const linesOf = (text: string, { seconds = 8, language = 'fr' } = {}) =>
  subtitleCues([segment(0, seconds, text, language)]).map(({ lines }) => lines);

describe('a segment', () => {
  test('that fits on a line is one cue with its own times', () => {
    expect(subtitleCues([segment(1.2, 3.4567, ' Bonjour à tous. ')])).toMatchObject([
      { startMs: 1200, endMs: 3457, lines: ['Bonjour à tous.'] },
    ]);
  });

  test('without words is no cue', () => {
    expect(subtitleCues([segment(0, 1, ' \u200B\u00A0\n'), segment(1, 2, '')])).toEqual([]);
  });

  test('that fits on two lines is broken into even ones', () => {
    expect(linesOf('Nous avons encore beaucoup travaillé depuis hier matin', { seconds: 5 })).toEqual([
      ['Nous avons encore beaucoup', 'travaillé depuis hier matin'],
    ]);
  });

  test('leaves no word alone on a line, nor a small one at its end, where the lines can be even', () => {
    expect(linesOf('Nous avons beaucoup de choses à nous dire, oui', { seconds: 5 })).toEqual([
      ['Nous avons beaucoup', 'de choses à nous dire, oui'],
    ]);
  });

  test('is split where sentences end, short ones kept together', () => {
    expect(
      linesOf(
        'Bonjour. Je vous remercie d’être venus si nombreux. Nous avons beaucoup de choses à nous dire ce soir.',
      ),
    ).toEqual([
      ['Bonjour. Je vous remercie', 'd’être venus si nombreux.'],
      ['Nous avons beaucoup de choses', 'à nous dire ce soir.'],
    ]);
  });

  test('of one sentence is split at its clauses', () => {
    expect(
      linesOf(
        'Si le temps le permet et que tout le monde est là, nous commencerons par le budget de la ville',
      ),
    ).toEqual([
      ['Si le temps le permet', 'et que tout le monde est là,'],
      ['nous commencerons par', 'le budget de la ville'],
    ]);
  });

  test('is not split behind a title or an initial, nor where the sentence goes on', () => {
    expect(
      linesOf(
        'Nous avons rencontré hier soir à la mairie de Paris M. Dupont et J. Martin ? demanda le maire au préfet',
      )
        .flat()
        .filter((line) => /(?:M\.|J\.)$/.test(line)),
    ).toEqual([]);
  });

  test('spoken slowly is split so that no cue lasts over seven seconds', () => {
    const cues = subtitleCues([segment(0, 12, 'Je ne sais pas si cela va vraiment marcher un jour')]);
    expect(cues).toMatchObject([
      { startMs: 0, endMs: 5280, lines: ['Je ne sais pas si cela'] },
      { startMs: 5280, endMs: 12_000, lines: ['va vraiment marcher un jour'] },
    ]);
  });

  test('of a few words keeps them together however long it lasts', () => {
    expect(linesOf('Oui, je crois.', { seconds: 28 })).toEqual([['Oui, je crois.']]);
  });

  test('shares its time between its cues by their length', () => {
    const text = 'a'.repeat(30) + ' ' + 'b'.repeat(30) + '. ' + 'c'.repeat(40) + '.';
    // 62 of the 104 columns belong to the first.
    expect(subtitleCues([segment(10, 20.5, text)]).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [10_000, 16_260],
      [16_260, 20_500],
    ]);
  });

  test('in Japanese is broken between phrases, twenty-one characters a line', () => {
    const lines = linesOf(
      '今日は東京で会議があります。天気は晴れでしたが、午後から雨が降るそうなので、傘を持って出かけた方がいいと思います。',
      { language: 'ja' },
    );
    expect(lines).toEqual([
      ['今日は東京で会議があります。', '天気は晴れでしたが、'],
      ['午後から雨が降るそうなので、', '傘を持って出かけた方がいいと思います。'],
    ]);
  });

  test('in Thai is broken at spaces before it is between words', () => {
    const text =
      'วันนี้เราจะมาพูดถึงเรื่องการพัฒนาปัญญาประดิษฐ์ ซึ่งเริ่มต้นขึ้นในช่วงทศวรรษที่ห้าสิบ และมีการเปลี่ยนแปลงมากมายจนถึงปัจจุบัน';
    expect(linesOf(text, { language: 'th' }).flat()).toEqual(text.split(' '));
  });

  test('cuts a word only if no line holds it, and into even parts', () => {
    expect(linesOf(`Voir ${'x'.repeat(60)} !`, { seconds: 5 })).toEqual([
      [`Voir ${'x'.repeat(30)}`, `${'x'.repeat(30)} !`],
    ]);
  });
});

describe('signs of French are not torn off', () => {
  const filler = 'abcdefg '.repeat(12);
  test.each([
    'mot ?',
    'mot !',
    '« mot »',
    '« mot », ',
    '20 %',
    '20 €',
    'mot\u00A0:',
    '«\u202Fmot\u202F»',
    '– Oui',
    'n° 5',
  ])('%s', (words) => {
    for (let start = 0; start < 60; start++) {
      const lines = linesOf(`${filler.slice(start)}fin. ${words} ${filler}`, { seconds: 15 }).flat();
      expect(lines.filter((line) => line.includes(words.trim()))).toHaveLength(1);
    }
  });
});

describe('time', () => {
  test('a cue too short to read stays on screen while nothing follows', () => {
    expect(subtitleCues([segment(1, 1.2, 'Oui.'), segment(5, 7, 'Non, merci.')])[0]?.endMs).toBe(1800);
    expect(subtitleCues([segment(1, 1.2, 'Oui.'), segment(1.5, 3, 'Non, merci.')])[0]?.endMs).toBe(1500);
    expect(subtitleCues([segment(1, 1.2, 'Oui.'), segment(1.2, 3, 'Non, merci.')])[0]?.endMs).toBe(1200);
  });

  test('a segment without time takes it from the silence behind it', () => {
    expect(subtitleCues([segment(1, 1, 'Oui, tout de suite.'), segment(5, 7, 'Non.')])[0]).toMatchObject({
      startMs: 1000,
      endMs: 2140, // 19 columns at 60 ms
      lines: ['Oui, tout de suite.'],
    });
  });

  test('a segment without time or silence is read with the next', () => {
    expect(subtitleCues([segment(1, 1, 'Oui.'), segment(1, 3, 'Tout de suite.')])).toMatchObject([
      { startMs: 1000, endMs: 3000, lines: ['Oui. Tout de suite.'] },
    ]);
  });

  test('segments that overlap are shown one after the other', () => {
    expect(
      subtitleCues([segment(0, 4, 'Un'), segment(3, 6, 'Deux')]).map(({ startMs, endMs }) => [
        startMs,
        endMs,
      ]),
    ).toEqual([
      [0, 4000],
      [4000, 6000],
    ]);
  });

  test('a text with more cues than milliseconds still shows each for one', () => {
    const cues = subtitleCues([segment(0, 0.1, 'Encore. '.repeat(2000)), segment(0.1, 3, 'Merci.')]);
    expect(cues.length).toBeGreaterThan(150);
    for (const [index, { startMs, endMs }] of cues.entries()) {
      expect(startMs).toBeGreaterThanOrEqual(cues[index - 1]?.endMs ?? 0);
      expect(endMs).toBeGreaterThan(startMs);
    }
  });
});

describe('a segment whose words have times', () => {
  const sentences = spoken(
    'fr',
    ...([
      [0, ' Je'],
      [0.2, ' vous'],
      [0.4, ' remercie'],
      [0.8, ' d’être'],
      [1, ' venus'],
      [1.3, ' si'],
      [1.5, ' nombreux.'],
    ] as const),
    ...([
      [6, ' Nous'],
      [6.2, ' avons'],
      [6.5, ' beaucoup'],
      [6.9, ' de'],
      [7, ' choses'],
      [7.4, ' à'],
      [7.5, ' dire.'],
    ] as const),
  );

  test('is split when its words are spoken, not by its length', () => {
    expect(subtitleCues([sentences]).map(({ startMs, lines }) => [startMs, lines])).toEqual([
      [0, ['Je vous remercie d’être venus si nombreux.']],
      [6000, ['Nous avons beaucoup de choses à dire.']],
    ]);
  });

  test('shows no text through a long pause, but through a short one', () => {
    const endAt = (endSeconds: number) => ({
      ...sentences,
      words: sentences.words!.map((word, index) => (index === 6 ? { ...word, endSeconds } : word)),
    });
    expect(subtitleCues([endAt(2)])[0]?.endMs).toBe(2000);
    expect(subtitleCues([endAt(5.6)])[0]?.endMs).toBe(6000);
  });

  test('tells where in the lines each word begins, and when, but for the first', () => {
    const [cue] = subtitleCues([sentences]);
    const text = cue!.lines.join('\n');
    expect(cue!.wordStarts.map(({ offset, timeMs }) => [text.slice(offset).split(/\s/)[0], timeMs])).toEqual([
      ['vous', 200],
      ['remercie', 400],
      ['d’être', 800],
      ['venus', 1000],
      ['si', 1300],
      ['nombreux.', 1500],
    ]);
  });

  test('is shared by its length once a person has changed it', () => {
    const edited = { ...sentences, text: sentences.text.replace('Je', 'On'), originalText: sentences.text };
    const [first, second] = subtitleCues([edited]);
    expect(first?.wordStarts).toEqual([]);
    expect(second?.startMs).toBe(4200); // 42 of 80 columns
  });

  test('in Japanese has the times of those words that a phrase begins with', () => {
    const [cue] = subtitleCues([spoken('ja', [0, '今日'], [0.4, 'は'], [0.6, '東京'], [1, 'で会議'])]);
    expect(cue?.lines).toEqual(['今日は東京で会議']);
    expect(cue?.wordStarts).toEqual([{ offset: 3, timeMs: 600 }]);
  });
});
