import { CancelledError } from '../../core/errors';
import type { MediaRequests } from '../../protocol/media';
import { announceFailure, announceLife } from '../../runtime/worker-life';
import { serve } from '../../protocol/rpc';
import { MediaDecoder } from './media-decoder';
import { makePlayable } from './playable-file';
import { RecordingReader } from './recording-reader';
import { SileroModel } from '../detector/silero-vad';
import { SerialQueue } from '../../core/serial-queue';
import { serveWindows, WindowGate } from './window-server';

// Loading starts with the worker: the first recording finds the detector ready.
const model = SileroModel.load();
model.catch(announceFailure);
/** A hundred files dropped at once are opened one by one, beside the recording that is being read. */
const probing = new SerialQueue();
const gate = new WindowGate();

announceLife();
serve<MediaRequests>(self, {
  'probe-recording': ({ file }, { signal }) =>
    probing.run(async () => {
      if (signal.aborted) throw new CancelledError();
      const decoder = await MediaDecoder.open(file);
      decoder.close();
      return { durationSeconds: decoder.durationSeconds };
    }),
  'read-recording': async ({ windows, ...request }, { signal, emit }) => {
    const reader = new RecordingReader({ ...request, model, signal, onProgress: emit });
    await serveWindows(reader.read(), windows, signal, gate);
    return reader.summary;
  },
  'hold-windows': async ({ isHeld }) => (gate.set(isHeld), null),
  'make-playable': async ({ file, track }, { signal, emit }) => ({
    file: await makePlayable(file, track, signal, emit),
  }),
});
