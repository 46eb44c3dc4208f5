import { AppError } from '../../core/errors';
import { announceFailure, announceLife } from '../../runtime/worker-life';
import type { ListenerRequests } from '../../protocol/listener';
import { serve } from '../../protocol/rpc';
import { Listener } from './listener';
import { SileroModel } from '../detector/silero-vad';
import { forgetSound } from './journal-files';

// Loading starts with the worker; what is heard meanwhile waits.
const model = SileroModel.load();
model.catch(announceFailure);
let listener: Listener | null = null;

/** @throws AppError worker-died in a thread that was started in place of one that died: it would never answer */
function current(): Listener {
  if (!listener) throw new AppError('worker-died', 'nothing is being listened to');
  return listener;
}

announceLife();
serve<ListenerRequests>(self, {
  listen: (request, { emit }) => {
    listener = new Listener(request, emit);
    return listener.run(model);
  },
  'stop-listening': () => {
    listener?.stop();
    return Promise.resolve(null);
  },
  'attach-decoder': (line) => {
    current().attach(line);
    return Promise.resolve(null);
  },
  'requests-taken': async () => {
    await current().whenTaken();
    return null;
  },
  'forget-sound': async ({ id }) => {
    await forgetSound(id);
    return null;
  },
});
