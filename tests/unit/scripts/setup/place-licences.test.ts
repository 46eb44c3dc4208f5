import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licenceText, placeLicences } from '../../../../scripts/setup/place-licences.mjs';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'superwhisper2-licences-'));

/** The parts of licences.txt by their first lines, without version. */
function placedParts(): Map<string, string> {
  const folder = emptyFolder();
  placeLicences(folder);
  const parts = readFileSync(join(folder, 'licences.txt'), 'utf8').split(`\n\n${'-'.repeat(80)}\n\n`);
  return new Map(parts.map((part) => [part.split('\n', 1)[0]?.replace(/ \d[\d.]*$/, '') ?? '', part]));
}

test('whatever is shipped has the whole text of its licence', () => {
  const parts = placedParts();
  expect(parts.size).toBeGreaterThan(40);
  // The shortest licence there is, ISC, has more than 700 characters.
  const short = [...parts].filter(([, text]) => text.length < 700).map(([name]) => name);
  expect(short).toEqual([]);
});

const RECORDINGS =
  'The sample recordings, the phrases of the benchmark, and the clip that graphics cards are tested with';

test.each([
  ['onnxruntime-web', 'Microsoft Corporation'],
  // Built into the WebAssembly.
  ['onnxruntime-web', 'protocolbuffers/protobuf'],
  ['onnxruntime-common', 'Microsoft Corporation'],
  ['@ricky0123/vad-web', 'ricky0123'],
  ['@ricky0123/vad-web', 'Silero Team'],
  ['js-tiktoken', 'Shantanu Jain'],
  ['guid-typescript', 'ISC License'],
  ['@fontsource-variable/source-serif-4', 'SIL OPEN FONT LICENSE'],
  ['The speech model, Whisper base', 'OpenAI'],
  [RECORDINGS, 'Allison Smith'],
  [RECORDINGS, 'June Wallack'],
  [RECORDINGS, 'Creative Commons Notice'],
])('of %s the text names %s', (name, words) => {
  expect(placedParts().get(name)).toContain(words);
});

test('a package without the text of its licence stops the build', () => {
  const folder = emptyFolder();
  expect(() => licenceText('some-package', folder)).toThrow(/some-package has no text of its licence/);
  writeFileSync(join(folder, 'LICENSE.md'), 'Do as you like.');
  expect(licenceText('some-package', folder)).toBe('Do as you like.');
});
