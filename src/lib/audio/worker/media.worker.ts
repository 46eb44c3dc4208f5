import type { MediaRequests } from '../../protocol/media';
import { serve } from '../../protocol/rpc';
import { RecordingReader } from './recording-reader';
import { SileroModel } from './silero-vad';
import { serveWindows } from './window-server';

// Loading starts with the worker: the first recording finds the detector ready.
let model = SileroModel.load();
model.catch(() => undefined);

function keptModel(): Promise<SileroModel> {
  // A failed load must not stay: the next recording tries again.
  model = model.catch(() => SileroModel.load());
  return model;
}

serve<MediaRequests>(self, {
  'read-recording': async ({ file, windows }, { signal, emit }) => {
    const reader = new RecordingReader({ file, model: keptModel(), signal, onProgress: emit });
    await serveWindows(reader.read(), windows, signal);
    return reader.summary;
  },
});
