import { exportName } from '$lib/core/transcript/exporters/export-name';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../../testing/seeded-random';

describe('the name of an export', () => {
  test.each([
    ['is that of the recording with another extension', 'Réunion du 3 mars.m4a', 'Réunion du 3 mars.txt'],
    ['keeps dots that are no extension', 'v1.2 entretien 3.5.2024', 'v1.2 entretien 3.5.2024.txt'],
    ['loses only the last extension', 'archive.tar.gz', 'archive.tar.txt'],
    ['is the last part of a path', '/home/ada/../Notes vocales/a.mp3', 'a.txt'],
    ['is the last part of a Windows path', 'C:\\Users\\ada\\a.mp3', 'a.txt'],
    ['leads nowhere', '../../etc/passwd', 'passwd.txt'],
    ['is given to what has none', '', 'transcript.txt'],
    ['is given to an extension alone', '.mp3', 'transcript.txt'],
    ['is given to dots and spaces', ' .. . ', 'transcript.txt'],
    ['is given to what is not seen', '\u200B\u202E\u0301', 'transcript.txt'],
    ['has no sign that Windows forbids', 'a<b>c:d"e|f?g*h.mp3', 'a_b_c_d_e_f_g_h.txt'],
    ['has no control characters', 'a\0b\u001Fc\td\u007F\u0085.mp3', 'abc d.txt'],
    ['cannot pose as another by turning the reading order', 'a\u202Eexe.3pm.mp3', 'aexe.3pm.txt'],
    ['has no half of a surrogate pair', 'a\uD83D.mp3', 'a.txt'],
    ['hides no file', '.secret.mp3', 'secret.txt'],
    ['has no dots or spaces before its extension', 'a . ..mp3', 'a.txt'],
    ['is no device of Windows', 'CON.mp3', '_CON.txt'],
    ['is no device with something behind a dot', 'com1.take.2.mp3', '_com1.take.2.txt'],
    ['may begin like a device', 'Conrad.mp3', 'Conrad.txt'],
    ['has its accents composed', 'e\u0301te\u0301.mp3', 'été.txt'],
    ['keeps emoji whole', 'fête 👨‍👩‍👧 🇫🇷.mp3', 'fête 👨‍👩‍👧 🇫🇷.txt'],
  ])('%s', (_name, recordingName, expected) => {
    expect(exportName(recordingName, '.txt')).toBe(expected);
  });

  test('is cut between whole characters', () => {
    expect(exportName('a'.repeat(300) + '.mp3', '.json')).toBe('a'.repeat(114) + '.json');
    expect(exportName('👨‍👩‍👧'.repeat(50), '.srt')).toBe('👨‍👩‍👧'.repeat(11) + '.srt');
    expect(exportName('q\u0323\u0307'.repeat(60), '.srt')).toBe('q\u0323\u0307'.repeat(38) + '.srt');
  });

  test('is no longer than a file system takes in bytes', () => {
    expect(exportName('会'.repeat(200), '.srt')).toBe('会'.repeat(71) + '.srt');
  });

  test('is given to a single character that is too long', () => {
    expect(exportName('e' + '\u0323'.repeat(300), '.srt')).toBe('transcript.srt');
  });
});

test('whatever the recording is called, the name is sound', () => {
  const random = seededRandom(7);
  const fragments = [
    'CON',
    'nul',
    '.',
    '..',
    ' ',
    '/',
    '\\',
    ':',
    '*',
    '\0',
    '\u202E',
    '\uD83D',
    '👍🏽',
    'é',
    'e\u0301',
  ];
  const more = [
    '.mp3',
    '\u00A0',
    '会',
    '\u200D',
    '\uFEFF',
    'a',
    'x'.repeat(119),
    '\n',
    '?',
    '~',
    '-',
    '_',
    '%',
  ];
  for (let i = 0; i < 5000; i++) {
    const parts = Array.from(
      { length: Math.floor(random() * 12) },
      () => [...fragments, ...more][Math.floor(random() * (fragments.length + more.length))],
    );
    const name = exportName(parts.join(''), '.vtt');
    expect(name).toMatch(/^[^.\s][^]*\.vtt$/u);
    expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}\u202E]|[. ]\.vtt$/u);
    expect(name).not.toMatch(/^(?:con|nul)\./iu);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(220);
  }
});
