import { NOTHING_REREAD } from '../../../../src/lib/library/kept-recording';
import { expect, test } from 'vitest';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';
import { fractionTranscribed, statusText } from '../../../../src/lib/components/recordings/recording-status';
import { NO_TEXT } from '../../../../src/lib/core/transcript/text-facts';
import { recordingAt } from './recording-at';

const half = { ...NO_TEXT, windowCount: 1, segmentCount: 1, endSeconds: 30 };
const done = recordingAt({ kind: 'done', endedEarly: false });

test('a paused recording says so, and how far it is', () => {
  const paused = recordingAt({ kind: 'paused' });
  expect(statusText(paused, MESSAGES.en, null)).toBe('Paused');
  expect(statusText({ ...paused, text: half }, MESSAGES.fr, null)).toBe('En pause à 0:30');
  expect(fractionTranscribed(paused)).toBeNull();
  expect(fractionTranscribed({ ...paused, text: half })).toBe(0.5);
  // Its text is the one of the run before.
  expect(fractionTranscribed({ ...paused, text: half, reread: NOTHING_REREAD })).toBe(0);
});

test('a text that a person has emptied is not one in which nobody speaks', () => {
  expect(statusText(done, MESSAGES.en, null)).toBe('No speech was found in this recording.');
  const emptied = { ...done, text: { ...half, segmentCount: 0, isEdited: true } };
  expect(statusText(emptied, MESSAGES.en, null)).toBe('You have deleted all of this text.');
});
