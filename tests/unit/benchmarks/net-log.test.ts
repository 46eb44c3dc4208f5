import { expect, it } from 'vitest';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNetLog } from '../../../benchmarks/offline/net-log';

const START = 7;
const APP = 'http://127.0.0.1:5000';

function logged(...events: readonly object[]) {
  const path = join(mkdtempSync(join(tmpdir(), 'superwhisper2-net-log-')), 'log.json');
  writeFileSync(
    path,
    JSON.stringify({ constants: { logEventTypes: { URL_REQUEST_START_JOB: START } }, events }),
  );
  return readNetLog(path, APP);
}

const asked = (url: string, initiator?: string) => ({ type: START, params: { url, initiator } });

it('tells what the app asked of other origins from what the browser asks by itself', () => {
  const found = logged(
    asked(`${APP}/`, 'not an origin'),
    asked(`${APP}/models/a.bin`, APP),
    asked('https://updates.example/check', 'not an origin'),
    asked('https://updates.example/again'),
    asked('https://elsewhere.example/', APP),
    asked('http://127.0.0.1:5001/', APP),
    asked('chrome://settings/', APP),
    { type: 8, params: { url: 'https://not-a-request.example/', initiator: APP } },
    { type: START },
  );
  expect(found).toEqual({
    own: 2,
    others: ['https://elsewhere.example/', 'http://127.0.0.1:5001/'],
    browsers: ['updates.example'],
  });
});
