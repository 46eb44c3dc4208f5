import { expect, test } from 'vitest';
import { inPlace, listen, serve } from './listening';

/** As a browser sends them for a page elsewhere. */
const FOREIGN: readonly (readonly [string, string, Record<string, string>, number])[] = [
  ['a fetch', 'GET', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a fetch without an answer', 'GET', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, 403],
  ['an EventSource', 'GET', { Origin: 'http://localhost:1', Accept: 'text/event-stream' }, 403],
  ['an image', 'GET', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image' }, 403],
  [
    'a script of another port here',
    'GET',
    { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'script' },
    403,
  ],
  ['a frame', 'GET', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }, 403],
  ['a page without an origin', 'GET', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a form', 'POST', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a form that hides its origin', 'POST', { 'Sec-Fetch-Site': 'cross-site' }, 405],
  [
    'a question in advance',
    'OPTIONS',
    {
      Origin: 'https://evil.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'x',
    },
    403,
  ],
  ['a name that was pointed here', 'GET', { Host: 'evil.example' }, 421],
];

test.each(FOREIGN)(
  '%s from another site is refused, and starts nothing',
  async (_, method, headers, status) => {
    const works = inPlace('works');
    const { response } = await listen(await serve(works.program), headers, method);
    expect(response.statusCode).toBe(status);
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(response.headers['content-type']).not.toBe('text/event-stream');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(works.starts()).toEqual([]);
  },
);

test.each(['HEAD', 'POST', 'PUT', 'DELETE'])('%s is not answered', async (method) => {
  const works = inPlace('works');
  const server = await serve(works.program);
  const { response } = await listen(server, { Origin: server.url, 'Sec-Fetch-Site': 'same-origin' }, method);
  expect(response.statusCode).toBe(405);
  expect(works.starts()).toEqual([]);
});

test('a page of ours is let in', async () => {
  const server = await serve(inPlace('works').program);
  const { response } = await listen(server, { Origin: server.url, 'Sec-Fetch-Site': 'same-origin' });
  expect(response.statusCode).toBe(200);
});
