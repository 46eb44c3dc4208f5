import { expect, test } from 'vitest';
import { modelHosts } from '../../../../scripts/setup/model-hosts.mjs';

test('without a choice the build names the hub, and the hosts that the app has as its own', () => {
  const { base, origins } = modelHosts({});
  expect(base).toBe('https://huggingface.co/');
  expect(origins).toEqual(expect.arrayContaining(['https://huggingface.co', 'https://*.cdn.hf.co']));
});

test('a mirror is its address as a folder, and its origin', () => {
  expect(modelHosts({ MODEL_HOST: 'http://mirror.home:8080/models' })).toEqual({
    base: 'http://mirror.home:8080/models/',
    origins: ['http://mirror.home:8080'],
  });
});

test('further addresses are the hosts to which it redirects', () => {
  const MODEL_HOST = ' https://a.example/x https://*.b.example https://a.example/y ';
  expect(modelHosts({ MODEL_HOST })).toEqual({
    base: 'https://a.example/x/',
    origins: ['https://a.example', 'https://*.b.example'],
  });
});

test.each([
  'mirror.home',
  'ftp://mirror.home',
  '*',
  "https://a.example;script-src'none'",
  'https://a,b',
  'file:///a',
])('%s is no address of models', (MODEL_HOST) => {
  expect(() => modelHosts({ MODEL_HOST })).toThrow('MODEL_HOST takes addresses');
});
