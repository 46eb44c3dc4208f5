import { Arena, type Room } from '$lib/runtime/kernels/arena';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

const PAGE = 65_536;

const arenaOf = (pages: number) =>
  new Arena(new WebAssembly.Memory({ initial: 1, maximum: pages, shared: true }), 4096);

test('rooms that are taken and given back in any order never touch, and all of them come back', () => {
  const arena = arenaOf(64);
  const random = seededRandom(5);
  const before = arena.usedBytes;
  const taken: Room[] = [];
  for (let turn = 0; turn < 2000; turn++) {
    if (taken.length > 20 || (taken.length > 0 && random() < 0.5)) {
      const [room] = taken.splice(Math.floor(random() * taken.length), 1);
      if (room) arena.give(room);
      continue;
    }
    const bytes = 1 + Math.floor(random() ** 3 * 50_000);
    const room = arena.take(bytes);
    expect(room.bytes).toBeGreaterThanOrEqual(bytes);
    expect(room.address % 64).toBe(0);
    expect(room.address + room.bytes).toBeLessThanOrEqual(arena.memory.buffer.byteLength);
    for (const other of taken)
      expect(room.address + room.bytes <= other.address || other.address + other.bytes <= room.address).toBe(
        true,
      );
    taken.push(room);
  }
  taken.forEach((room) => arena.give(room));
  expect(arena.usedBytes).toBe(before);
});

test('what does not fit is said to be too much, and nothing is taken for it', () => {
  const arena = arenaOf(3);
  const kept = arena.take(PAGE / 2);
  const gap = arena.take(PAGE / 2);
  arena.take(64);
  arena.give(gap);
  const before = arena.usedBytes;
  expect(() => arena.take(3 * PAGE)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
  expect(arena.usedBytes).toBe(before);
  const takeTooMuch = () => [arena.take(PAGE / 4), arena.take(PAGE), arena.take(3 * PAGE)];
  expect(() => arena.takeTogether(takeTooMuch)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
  expect(arena.usedBytes).toBe(before);
  expect(arena.takeTogether(() => arena.take(PAGE / 2)).address).toBe(gap.address);
  arena.give(kept);
});

test('a last gap that is too small is the beginning of a larger room', () => {
  const arena = arenaOf(64);
  const [kept, last] = [arena.take(PAGE), arena.take(PAGE)];
  arena.give(last);
  const larger = arena.take(2 * PAGE);
  expect(larger.address).toBe(last.address);
  expect(arena.usedBytes).toBe(kept.address + 3 * PAGE);
  expect(() => arena.take(80 * PAGE)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
  expect(arena.usedBytes).toBe(kept.address + 3 * PAGE);
});
