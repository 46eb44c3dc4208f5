import type { TimedRequest } from '$lib/core/streaming/decode-request';
import { newDecodeRequestChannel } from '$lib/app/dictation/decode-request-channel';
import { DecodeRequestServer } from '$lib/audio/listener/decode-request-server';
import { LiveSpeech } from '$lib/core/streaming/live-speech';
import type { DecodeRequestCalls } from '$lib/protocol/listener';
import { RpcClient } from '$lib/protocol/rpc';
import { expect, test } from 'vitest';
import { hear, LOUDNESS } from '../../support/loud-speech';

function open() {
  const speech = new LiveSpeech(LOUDNESS);
  const calledOff = new Int32Array(new SharedArrayBuffer(4));
  const line = newDecodeRequestChannel();
  const server = new DecodeRequestServer(speech, { ...line.listener, calledOff });
  const client = new RpcClient<DecodeRequestCalls>(line.inference.port);
  const ask = () => client.call('next-request', null);
  const push = async (isSpeech: boolean, frames: number) => {
    await hear(speech, isSpeech, frames);
    server.heardUpTo(speech.totalSamples);
    server.answer();
  };
  return { speech, server, calledOff, ask, push, close: () => line.inference.port.close() };
}
const kindOf = (request: TimedRequest | null) =>
  request && `${request.serial} ${request.utterance} ${request.kind}`;

test('requests are given when they are asked for, with their times, and at the end there are none', async () => {
  const { server, ask, push, close } = open();
  const asked = ask();
  await push(true, 40);
  const request = await asked;
  expect(kindOf(request)).toBe('1 1 partial');
  if (request?.kind !== 'partial') throw new Error('no partial request');
  expect(request.speechEndMs - request.speechStartMs).toBeCloseTo(40 * 32);
  const next = ask();
  await push(false, 30);
  expect(kindOf(await next)).toMatch(/^2 1 (predicted|final)$/);
  const last = ask().then(async (given) => (given ? ask() : given));
  server.end();
  expect(await last).toBeNull();
  close();
});

test('a request that is overtaken is called off, but not two in a row', async () => {
  const { calledOff, ask, push, close } = open();
  await push(true, 40);
  expect(kindOf(await ask())).toBe('1 1 partial');
  await push(false, 6);
  expect(calledOff[0]).toBe(1);
  expect(kindOf(await ask())).toBe('2 1 predicted');
  await push(true, 20);
  expect(calledOff[0]).toBe(1);
  expect(kindOf(await ask())).toBe('3 1 partial');
  await push(false, 6);
  expect(calledOff[0]).toBe(3);
  close();
});

test('another worker is given what the one before had in hand', async () => {
  const { server, ask, push, close } = open();
  await push(true, 40);
  await push(false, 40);
  expect(kindOf(await ask())).toBe('1 1 final');
  const line = newDecodeRequestChannel();
  server.attach(line.listener);
  const client = new RpcClient<DecodeRequestCalls>(line.inference.port);
  expect(kindOf(await client.call('next-request', null))).toBe('2 1 final');
  close();
  line.inference.port.close();
});
