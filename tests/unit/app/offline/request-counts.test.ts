import { expect, it } from 'vitest';
import { RequestCounts } from '../../../../src/lib/app/offline/request-counts.svelte';
import type { RequestSeen } from '../../../../src/lib/protocol/service-worker';

function counted(...seen: readonly Omit<RequestSeen, 'type'>[]) {
  let listener: (seen: RequestSeen) => void = () => undefined;
  const counts = new RequestCounts({ onRequest: (given) => (listener = given) }, 'https://app.example');
  for (const each of seen) listener({ type: 'request-seen', ...each });
  return counts;
}

it('counts what the device answered and what the network did, and nothing elsewhere where nothing was asked', () => {
  const own = { origin: 'https://app.example' } as const;
  const counts = counted(
    { ...own, outcome: 'cache' },
    { ...own, outcome: 'cache' },
    { ...own, outcome: 'network' },
  );
  expect(counts.own).toEqual({ ...own, cache: 2, network: 1, refused: 0 });
  expect(counts.others).toEqual([]);
});

it('counts each other address by itself, what was refused too', () => {
  const counts = counted(
    { origin: 'https://a.example', outcome: 'refused' },
    { origin: 'https://b.example', outcome: 'network' },
    { origin: 'https://a.example', outcome: 'refused' },
  );
  expect(counts.own.network).toBe(0);
  expect(counts.others).toEqual([
    { origin: 'https://a.example', cache: 0, network: 0, refused: 2 },
    { origin: 'https://b.example', cache: 0, network: 1, refused: 0 },
  ]);
});

it('has nothing to count without a service worker', () => {
  expect(new RequestCounts(null, 'https://app.example').others).toEqual([]);
});
