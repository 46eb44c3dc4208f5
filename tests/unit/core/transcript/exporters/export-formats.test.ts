import { EXPORT_FORMATS, exportTranscript } from '$lib/core/transcript/exporters/export-formats';
import { expect, test } from 'vitest';
import { segment } from '../segment';

const transcript = {
  recordingName: 'Réunion.m4a',
  segments: [segment(0, 2, ' Bonjour à'), segment(2, 4, ' tous.'), segment(8, 9, 'Voilà.')],
  durationSeconds: 10,
  models: [],
  createdIso: '2026-03-01T09:30:00.000Z',
};

test.each([
  ['txt', 'Réunion.txt', 'text/plain', 'Bonjour à tous.\n\nVoilà.\n'],
  [
    'timed-txt',
    'Réunion.times.txt',
    'text/plain',
    '[00:00:00] Bonjour à\n[00:00:02] tous.\n[00:00:08] Voilà.\n',
  ],
  ['srt', 'Réunion.srt', 'application/x-subrip', '1\r\n00:00:00,000 --> 00:00:02,000\r\nBonjour à\r\n'],
  ['vtt', 'Réunion.vtt', 'text/vtt', 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nBonjour à\n'],
  ['word-vtt', 'Réunion.words.vtt', 'text/vtt', 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nBonjour à\n'],
  ['json', 'Réunion.json', 'application/json', '{\n  "version": 1,\n'],
] as const)('%s is a file with its name and type', (format, name, mimeType, beginning) => {
  const file = exportTranscript(format, transcript);
  expect(file).toMatchObject({ name, mimeType });
  expect(file.content.slice(0, beginning.length)).toBe(beginning);
});

test('a recording without speech is an empty text and valid files', () => {
  const files = EXPORT_FORMATS.map((format) => exportTranscript(format, { ...transcript, segments: [] }));
  const contents = files.slice(0, 5).map(({ content }) => content);
  expect(contents).toEqual(['', '', '', 'WEBVTT\n', 'WEBVTT\n']);
});

test('no two formats have the same name', () => {
  const names = EXPORT_FORMATS.map((format) => exportTranscript(format, transcript).name);
  expect(new Set(names).size).toBe(EXPORT_FORMATS.length);
});
