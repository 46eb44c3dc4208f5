import { expect, test } from 'vitest';
import { inlineScriptHashes } from '../../../server/inline-scripts.mjs';

test('an inline script is named by the hash of its exact text', () => {
  // printf 'start()' | openssl dgst -sha256 -binary | base64
  expect(inlineScriptHashes('<script>start()</script>')).toEqual([
    'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=',
  ]);
});

test('a script with an address has no text to hash', () => {
  expect(inlineScriptHashes('<script type="module" src="/a.js"></script>')).toEqual([]);
});

test('each inline script of a page counts, over several lines as well', () => {
  expect(inlineScriptHashes('<script>\n a()\n</script><p></p><script async>b()</script>')).toHaveLength(2);
});
