import { AppError, CancelledError } from '$lib/core/errors';
import { RpcClient, serve, type Handlers } from '$lib/protocol/rpc';
import { afterEach, describe, expect, test, vi } from 'vitest';

type Requests = {
  double: { request: number; response: number; event: string };
  fill: { request: Float32Array<ArrayBuffer>; response: Float32Array<ArrayBuffer>; event: never };
};

const channels: MessageChannel[] = [];

function connect(handlers: Partial<Handlers<Requests>>) {
  const channel = new MessageChannel();
  channels.push(channel);
  serve<Requests>(channel.port2, handlers as Handlers<Requests>);
  return new RpcClient<Requests>(channel.port1);
}

afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) [port1, port2].forEach((port) => port.close());
});

describe('a call', () => {
  test('is answered, with its events before', async () => {
    const client = connect({
      double: (value, { emit }) => {
        emit('half way');
        return Promise.resolve(value * 2);
      },
    });
    const onEvent = vi.fn();
    expect(await client.call('double', 4, { onEvent })).toBe(8);
    expect(onEvent).toHaveBeenCalledExactlyOnceWith('half way');
  });

  test('hands buffers over instead of copying them, both ways', async () => {
    const client = connect({
      fill: (values, { transfer }) => {
        transfer(values.buffer);
        return Promise.resolve(values.fill(3));
      },
    });
    const values = new Float32Array(4);
    const filled = await client.call('fill', values, { transfer: [values.buffer] });
    expect(values.length).toBe(0);
    expect([...filled]).toEqual([3, 3, 3, 3]);
  });

  test('that fails keeps the code of the error', async () => {
    const client = connect({ double: () => Promise.reject(new AppError('audio-empty', 'nothing there')) });
    await expect(client.call('double', 1)).rejects.toMatchObject({
      code: 'audio-empty',
      message: 'nothing there',
    });
  });

  test('that throws anything else fails as internal', async () => {
    const client = connect({ double: () => Promise.reject(new TypeError('oops')) });
    await expect(client.call('double', 1)).rejects.toMatchObject({ code: 'internal', message: 'oops' });
  });

  test('without a handler fails instead of waiting for ever', async () => {
    await expect(connect({}).call('double', 1)).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a call that is called off', () => {
  test('rejects at once, and the other side is told', async () => {
    let aborted = false;
    const client = connect({
      double: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new CancelledError());
          });
        }),
    });
    const controller = new AbortController();
    const call = client.call('double', 1, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    await vi.waitFor(() => expect(aborted).toBe(true));
  });

  test('before it began is not sent', async () => {
    const handler = vi.fn();
    const client = connect({ double: handler });
    await expect(client.call('double', 1, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
      CancelledError,
    );
    expect(handler).not.toHaveBeenCalled();
  });

  test('gives no events afterwards', async () => {
    const client = connect({
      double: async (_, { emit }) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        emit('late');
        return 0;
      },
    });
    const onEvent = vi.fn();
    const controller = new AbortController();
    const call = client.call('double', 1, { signal: controller.signal, onEvent });
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(onEvent).not.toHaveBeenCalled();
  });
});

test('when the other side dies every open and every later call fails', async () => {
  const client = connect({ double: () => new Promise(() => undefined) });
  const open = client.call('double', 1);
  client.failAll(new AppError('worker-died', 'gone'));
  await expect(open).rejects.toMatchObject({ code: 'worker-died' });
  await expect(client.call('double', 2)).rejects.toMatchObject({ code: 'worker-died' });
});

test('a call whose event cannot be taken fails, instead of ending as if all had been told', async () => {
  let aborted = false;
  const client = connect({
    double: async (_, { emit, signal }) => {
      emit('told');
      await new Promise((resolve) => setTimeout(resolve, 20));
      aborted = signal.aborted;
      return 0;
    },
  });
  const onEvent = () => {
    throw new TypeError('the view is gone');
  };
  await expect(client.call('double', 1, { onEvent })).rejects.toMatchObject({ code: 'internal' });
  await vi.waitFor(() => expect(aborted).toBe(true));
});
