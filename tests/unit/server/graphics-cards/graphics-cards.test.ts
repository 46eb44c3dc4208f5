import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { GraphicsCards } from '../../../../server/graphics-cards/graphics-cards.mjs';
import { LIMITS, PATH, inPlace, listen, serve, soon } from './listening';
import { MISSING_PROGRAM } from '../../../../testing/nvidia-stand-in';

test('both cards are told of as long as somebody listens, by one program, and then nothing runs', async () => {
  const works = inPlace('works');
  const server = await serve(works.program);
  const [one, two] = [await listen(server), await listen(server)];
  expect(one.response.headers['content-type']).toBe('text/event-stream');
  expect(one.response.headers['cache-control']).toBe('no-store');
  await soon(() => {
    for (const { last } of [one, two])
      expect(last?.cards.map(({ name }) => name)).toEqual([
        'NVIDIA GeForce RTX 3090',
        'NVIDIA GeForce RTX 5060 Ti',
      ]);
  });
  expect(one.last).toMatchObject({ problem: null, time: expect.closeTo(Date.now(), -4) });
  expect(works.living()).toHaveLength(1);
  one.leave();
  await soon(() => expect(two.events.length).toBeGreaterThan(one.events.length + 2));
  expect(works.living()).toHaveLength(1);
  two.leave();
  await soon(() => expect(works.living()).toEqual([]));
  expect(works.starts()).toHaveLength(1);
});

test('who comes back finds it started again', async () => {
  const works = inPlace('works');
  const server = await serve(works.program);
  for (let i = 0; i < 3; i++) {
    const listener = await listen(server);
    await soon(() => expect(listener.last?.cards).toHaveLength(2));
    listener.leave();
  }
  await soon(() => expect(works.living()).toEqual([]));
  expect(works.starts()).toHaveLength(3);
});

test('whoever joins and leaves at once leaves nothing behind', async () => {
  const works = inPlace('works');
  const server = await serve(works.program);
  for (let i = 0; i < 20; i++) (await listen(server)).leave();
  await soon(() => expect(works.living()).toEqual([]));
});

test('a server that is closed ends the streams and the program', async () => {
  const works = inPlace('works');
  const server = await serve(works.program);
  const listener = await listen(server);
  await soon(() => expect(listener.last?.cards).toHaveLength(2));
  await server.close();
  expect(works.living()).toEqual([]);
  await soon(() => expect(listener.isOver).toBe(true));
});

test('a program that hangs is told of and ended, though it does not want to', async () => {
  const hangs = inPlace('hangs');
  const listener = await listen(await serve(hangs.program));
  await soon(() => expect(listener.last?.problem?.kind).toBe('hangs'));
  await soon(() => expect(hangs.starts().length).toBeGreaterThan(1));
  expect(hangs.living().length).toBeLessThanOrEqual(1);
  listener.leave();
  await soon(() => expect(hangs.living()).toEqual([]));
});

test('a program that falls silent tells of no card any more', async () => {
  const listener = await listen(await serve(inPlace('stalls').program));
  await soon(() => expect(listener.last?.cards).toHaveLength(2));
  await soon(() => expect(listener.last).toMatchObject({ cards: [], problem: { kind: 'hangs' } }));
});

test.each(['floods', 'floods in lines'] as const)('a program that %s is ended', async (does) => {
  const floods = inPlace(does);
  const listener = await listen(await serve(floods.program));
  const before = process.memoryUsage.rss();
  await soon(() => expect(listener.events.some(({ problem }) => problem?.kind === 'unreadable')).toBe(true));
  await soon(() => expect(floods.starts().length).toBeGreaterThan(2));
  expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
  listener.leave();
  await soon(() => expect(floods.living()).toEqual([]));
});

test('a program that writes something else is told of', async () => {
  const listener = await listen(await serve(inPlace('babbles').program));
  await soon(() =>
    expect(listener.last?.problem).toEqual({ kind: 'unreadable', detail: 'a line of something else' }),
  );
});

test('a program that dies is told of in its own words, and started again ever more seldom', async () => {
  const dies = inPlace('dies');
  const listener = await listen(await serve(dies.program));
  await soon(() => expect(listener.last?.problem?.detail).toContain('NVIDIA-SMI has failed'));
  expect(listener.last?.problem?.kind).toBe('failed');
  await soon(() => expect(dies.starts().length).toBeGreaterThan(2));
  const [startedMs, before] = [performance.now(), dies.starts().length];
  await soon(() => expect(dies.starts().length).toBe(before + 3));
  // With the longest pause between each.
  expect(performance.now() - startedMs).toBeGreaterThan(2 * LIMITS.longestPause);
});

test('a program that dies after it has worked comes back', async () => {
  const later = inPlace('dies later');
  const listener = await listen(await serve(later.program));
  await soon(() => expect(listener.last).toMatchObject({ cards: [], problem: { kind: 'failed' } }));
  await soon(() => expect(listener.last).toMatchObject({ cards: [{}, {}], problem: null }));
});

test('where there is no such program, that is said', async () => {
  const listener = await listen(await serve(MISSING_PROGRAM));
  await soon(() => expect(listener.last).toMatchObject({ cards: [], problem: { kind: 'missing' } }));
});

test('the second place is looked in where the first has none', async () => {
  const works = inPlace('works');
  const listener = await listen(await serve(MISSING_PROGRAM, works.program));
  await soon(() => expect(listener.last).toMatchObject({ cards: [{}, {}], problem: null }));
});

test('what a request brings never reaches the program', async () => {
  const works = inPlace('works');
  const server = await serve(works.program);
  const odd = await listen(server, {}, 'GET', `${PATH}?query=--help;id`);
  expect(odd.response.statusCode).toBe(404);
  expect(works.starts()).toEqual([]);
  const listener = await listen(server, { 'X-Query': '--help', 'Last-Event-ID': '--help' });
  await soon(() => expect(listener.last?.cards).toHaveLength(2));
  expect(works.starts().flat().join(' ')).not.toContain('help');
});

test('there is room for sixteen who listen', async () => {
  const server = await serve(inPlace('works').program);
  const listeners = await Promise.all(Array.from({ length: 16 }, () => listen(server)));
  expect(listeners.map(({ response }) => response.statusCode)).toEqual(Array(16).fill(200));
  expect((await listen(server)).response.statusCode).toBe(503);
  listeners[0]?.leave();
  await soon(async () => expect((await listen(server)).response.statusCode).toBe(200));
});

test('one who takes nothing any more is let go', async () => {
  const works = inPlace('works');
  const cards = new GraphicsCards({ programs: [works.program], limits: LIMITS, intervalMs: 10 });
  // What stands for a connection that is full.
  const full = Object.assign(new EventEmitter(), {
    ...{ writableNeedDrain: true, destroyed: false, flushHeaders: () => undefined },
    writeHead: () => full,
    destroy: () => Object.assign(full, { destroyed: true }).emit('close'),
  });
  cards.answer('GET', full as unknown as ServerResponse);
  await soon(() => expect(full.destroyed).toBe(true));
  await soon(() => expect(works.living()).toEqual([]));
  await cards.close();
});
