import { transcriptJson } from '$lib/core/transcript/exporters/json';
import { expect, test } from 'vitest';
import { awkwardSegments } from '../awkward-segments';
import { segment, spoken } from '../segment';

const transcript = {
  recordingName: 'Réunion.m4a',
  segments: [segment(0.12345, 2, ' Bonjour. '), segment(2, 3.0006, 'Hello.', 'en'), segment(4, 5, 'Oui.')],
  durationSeconds: 6.00049,
  models: [
    { id: 'whisper-tiny', sha256: null },
    { id: 'whisper-base', sha256: 'ab' },
  ],
  createdIso: '2026-03-01T09:30:00.000Z',
};

test('the document is what its description says', () => {
  expect(JSON.parse(transcriptJson(transcript))).toEqual({
    version: 1,
    recording: 'Réunion.m4a',
    durationSeconds: 6,
    languages: ['fr', 'en'],
    model: 'whisper-base',
    models: transcript.models,
    created: '2026-03-01T09:30:00.000Z',
    segments: [
      { startSeconds: 0.123, endSeconds: 2, text: 'Bonjour.', language: 'fr' },
      { startSeconds: 2, endSeconds: 3.001, text: 'Hello.', language: 'en' },
      { startSeconds: 4, endSeconds: 5, text: 'Oui.', language: 'fr' },
    ],
  });
});

test('it is indented, its fields in the order of their description', () => {
  const lines = transcriptJson(transcript).split('\n');
  expect(lines.slice(0, 3)).toEqual(['{', '  "version": 1,', '  "recording": "Réunion.m4a",']);
  expect(lines.slice(-2)).toEqual(['}', '']);
});

test('words have their times and how sure the model was, in three digits', () => {
  const given = spoken('fr', [0.1234, ' Bonjour'], [1, ' à tous.']);
  const words = given.words!.map((word) => ({ ...word, probability: 0.98765 }));
  const [document] = JSON.parse(transcriptJson({ ...transcript, segments: [{ ...given, words }] })).segments;
  expect(document.words).toEqual([
    { text: 'Bonjour', startSeconds: 0.123, endSeconds: 1, probability: 0.988 },
    { text: ' à tous.', startSeconds: 1, endSeconds: 1.5, probability: 0.988 },
  ]);
});

test('words of a text that a person has changed are left out', () => {
  const given = spoken('fr', [0, ' Bonjour'], [1, ' à tous.']);
  const edited = { ...given, text: 'Bonsoir à tous.', originalText: given.text };
  const [document] = JSON.parse(transcriptJson({ ...transcript, segments: [edited] })).segments;
  expect(document).toEqual({ startSeconds: 0, endSeconds: 1.5, text: 'Bonsoir à tous.', language: 'fr' });
});

test('a segment says who speaks where that is known', () => {
  const segments = [{ ...segment(0, 1, 'Bonjour.'), speaker: '2' }, segment(1, 2, 'Oui.')];
  const document: unknown = JSON.parse(transcriptJson({ ...transcript, segments }));
  expect(document).toMatchObject({
    segments: [{ speaker: '2' }, expect.not.objectContaining({ speaker: '2' })],
  });
});

test('what is not known is null', () => {
  const document: unknown = JSON.parse(
    transcriptJson({ ...transcript, segments: [], durationSeconds: null, models: [] }),
  );
  expect(document).toMatchObject({
    durationSeconds: null,
    model: null,
    models: [],
    languages: [],
    segments: [],
  });
});

test('any text is read back as it was', () => {
  const segments = awkwardSegments(1, 100);
  expect(JSON.parse(transcriptJson({ ...transcript, segments }))).toMatchObject({
    segments: segments.map(({ text }) => ({ text: text.trim() })),
  });
});
