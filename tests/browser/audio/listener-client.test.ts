import { afterAll, expect, test } from 'vitest';
import { newDecodeRequestChannel } from '../../../src/lib/app/dictation/decode-request-channel';
import { ListenerClient } from '../../../src/lib/audio/listener-client';

const client = new ListenerClient();
afterAll(() => client.dispose());

test('a listener that was started in place of a dead one says that nobody is listened to', async () => {
  await expect(client.attach(newDecodeRequestChannel().listener)).rejects.toMatchObject({
    code: 'worker-died',
  });
});
