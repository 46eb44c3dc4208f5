import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../../src/lib/core/text/file-name';

describe('safeFileName', () => {
  it.each([
    ['meeting.m4a', 'meeting.m4a'],
    ['Réunion d’équipe – été.ogg', 'Réunion d’équipe – été.ogg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\note.wav', 'note.wav'],
    ['a\u0000b\u001bc\n.mp3', 'abc.mp3'],
    ['song\u202e3pm.exe', 'song3pm.exe'],
    ['zero\u200bwidth.wav', 'zerowidth.wav'],
    ['', 'recording'],
    ['..', 'recording'],
    ['folder/', 'recording'],
    ['<img src=x onerror=alert(1)>.wav', '<img src=x onerror=alert(1)>.wav'],
  ])('%j is kept as %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('cuts what is too long before its extension, and no character in two', () => {
    const cut = safeFileName(`${'😀'.repeat(300)}.wav`);
    expect([...cut]).toHaveLength(120);
    expect(cut.endsWith('😀….wav')).toBe(true);
  });

  it('takes no endless extension for one', () => {
    expect([...safeFileName(`a.${'b'.repeat(5000)}`)]).toHaveLength(120);
  });
});
