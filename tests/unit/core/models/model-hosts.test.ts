import { modelHosts } from '$lib/core/models/model-hosts';
import { expect, test } from 'vitest';

test('without a choice of the build it is the hub, and the hosts that it names', () => {
  const { base, origins } = modelHosts(undefined);
  expect(base).toBe('https://huggingface.co/');
  expect(origins[0]).toBe('https://huggingface.co');
  expect(origins.length).toBeGreaterThan(1);
  expect(origins.every((origin) => /^https:\/\/(?:\*\.)?[a-z0-9.-]+$/.test(origin))).toBe(true);
});

test('a mirror in the house takes the place of the hub, with all its hosts', () => {
  expect(modelHosts('http://mirror.home:8080/models/')).toEqual({
    base: 'http://mirror.home:8080/models/',
    origins: ['http://mirror.home:8080'],
  });
  expect(modelHosts('https://a.example/ https://b.example').origins).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
});
