import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { whoAnswers } from '../../../server/identity.mjs';

async function whileServing(text: string, check: (url: string) => Promise<void>) {
  const server = createServer((_request, response) => response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await check(`http://127.0.0.1:${address.port}`);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address.port}`;
}

test('this app is recognised, whatever its version', async () => {
  await whileServing('{"name":"superwhisper2","version":"9.9.9"}', async (url) => {
    expect(await whoAnswers(url)).toEqual({ name: 'superwhisper2', version: '9.9.9' });
  });
});

test.each(['{"name":"another","version":"1"}', '<p>hello</p>', 'null'])(
  'a server that says %s is a stranger',
  async (text) => {
    await whileServing(text, async (url) => {
      expect(await whoAnswers(url)).toBe('stranger');
    });
  },
);

test('a free port has no server to recognise', async () => {
  const url = await whileServing('', async () => {});
  expect(await whoAnswers(url)).toBe('nobody');
});
