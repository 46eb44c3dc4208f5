import { expect, test } from 'vitest';
import { decodeRecording, encodeRecording } from '../../../../src/lib/library/backup/recording-format';
import { wholeRecording } from '../../support/whole-recording';

const whole = wholeRecording('a', 'a.mp3', 'Texte');

test('what a window sounds like, what was passed over and how all is read come back as they were', () => {
  expect(decodeRecording(encodeRecording(whole))).toEqual(whole);
});

test('a window of a language that Whisper does not know is no window: nothing could name it', () => {
  const windows = whole.windows.map((window) => ({ ...window, otherLanguage: 'not a language' }));
  expect(() => decodeRecording(encodeRecording({ ...whole, windows }))).toThrow();
});

test('a place of an older version, which counted nothing, is not resumed from', () => {
  const json = JSON.parse(encodeRecording(whole));
  delete json.point.passedOver;
  const decoded = decodeRecording(JSON.stringify(json));
  expect(decoded.point).toBeNull();
  expect(decoded.windows).toEqual(whole.windows);
});
