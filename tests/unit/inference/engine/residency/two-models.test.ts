import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import type { Recogniser } from '$lib/core/recognition/recogniser';
import { breathingCheckpoint } from '$lib/inference/engine/choosing/breathing-checkpoint';
import type { Coming } from '$lib/inference/engine/residency/model-load';
import { ResidentModels } from '$lib/inference/engine/residency/resident-models';
import { ResidentWhisper } from '$lib/inference/engine/residency/resident-whisper';
import type { Urgency } from '$lib/inference/engine/serving/models';
import { Cancellation } from '$lib/inference/engine/whisper/cancellation';
import { EngineLock, type Turn } from '$lib/inference/engine/whisper/engine-lock';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import type { WantedModel } from '$lib/protocol/loading';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../testing/kernels';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { ENGINE } from '../../../app/fake-clients';
import { spokenWindow } from '../../../support/spoken-engine';

const LARGE_ENOUGH = { vocabularySize: 2000, audioContext: 1500, textContext: 64 };
const CHECKPOINTS: Record<string, Checkpoint> = {
  one: toyCheckpoint({ ...LARGE_ENOUGH, seed: 1 }),
  other: toyCheckpoint({ ...LARGE_ENOUGH, seed: 2, heads: 2 }),
};
const REQUEST = {
  language: { kind: 'given', language: 'en' },
  vocabulary: [],
  settings: DECODING_DEFAULTS,
  previous: null,
  previousLanguage: null,
} as const;
const signal = new AbortController().signal;
const wanted = (modelId: string) => ({ modelId, kernels: 'q8_0', device: 'wasm' }) as const;

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

/** Models as in the inference worker, with threads of Node; each needs as much as the budget allows two of. */
class Worker {
  readonly lock = new EngineLock();
  readonly memories: WeakRef<WebAssembly.Memory>[] = [];
  readonly models: ResidentModels<ResidentWhisper>;
  threads = 0;

  constructor(budgetBytes: number) {
    this.models = new ResidentModels((each, coming) => this.#load(each, coming), budgetBytes);
  }

  async recogniser(id: string, urgency: Urgency): Promise<{ recogniser: Recogniser; giveBack: () => void }> {
    const { model, giveBack } = await this.hold(id, urgency);
    return { recogniser: await model.recogniserFor({ urgency, signal, isCalledOff: () => false }), giveBack };
  }

  hold(id: string, urgency: Turn) {
    return this.models.hold(id, wanted(id), { urgency, signal });
  }

  async #load({ modelId }: WantedModel, coming: Coming): Promise<ResidentWhisper> {
    const checkpoint = CHECKPOINTS[modelId];
    if (!checkpoint) throw new RangeError(modelId);
    await coming.makeRoom(100e6);
    const cancellation = new Cancellation();
    let isLoading = true;
    const breathe = async () => {
      await cancellation.breathe();
      if (isLoading) await this.lock.giveWay(coming);
    };
    const threads = this.#threads();
    const engine = await this.lock.takeLong(coming, () =>
      WhisperEngine.open(breathingCheckpoint(checkpoint, breathe), (own) =>
        KernelBackend.open(own, { threads, breathe }),
      ),
    );
    isLoading = false;
    const description = { ...ENGINE, model: { id: modelId, sha256: null } };
    return new ResidentWhisper({ engine, description, lock: this.lock, cancellation });
  }

  #threads() {
    const threads = nodeThreads(module, 2);
    const start: typeof threads.start = (memory, thread) => {
      this.memories.push(new WeakRef(memory));
      this.threads++;
      const stop = threads.start(memory, thread);
      return () => {
        this.threads--;
        stop();
      };
    };
    return { ...threads, start };
  }
}

const window = (seconds: number) =>
  spokenWindow(seconds, [{ language: 'en', startSeconds: 0.2, endSeconds: seconds - 0.2 }]);

async function read({ recogniser }: { readonly recogniser: Recogniser }, seconds: number): Promise<string> {
  const [text] = await recogniser.transcribe([window(seconds)], REQUEST);
  return JSON.stringify(text);
}

test('two models that are used in turn, and at once, write what each writes alone', async () => {
  const lengths = [2, 3];
  const alone: Record<string, string[]> = {};
  for (const id of ['one', 'other']) {
    const held = await new Worker(1e9).recogniser(id, 'file');
    alone[id] = [];
    for (const seconds of lengths) alone[id].push(await read(held, seconds));
  }
  expect(alone['one']).not.toEqual(alone['other']);
  const worker = new Worker(1e9);
  const [one, other] = [await worker.recogniser('one', 'file'), await worker.recogniser('other', 'file')];
  const inTurn: Record<string, string[]> = { one: [], other: [] };
  for (const seconds of lengths) {
    inTurn['one']?.push(await read(one, seconds));
    inTurn['other']?.push(await read(other, seconds));
  }
  expect(inTurn).toEqual(alone);
  const [atOnce, beside] = await Promise.all([
    Promise.all(lengths.map((seconds) => read(one, seconds))),
    Promise.all(lengths.map((seconds) => read(other, seconds))),
  ]);
  expect({ one: atOnce, other: beside }).toEqual(alone);
  await worker.models.setBudget(0);
}, 60_000);

test('a model that comes ahead lets live speech in between its tensors, and waits for a pause', async () => {
  const worker = new Worker(1e9);
  const live = await worker.recogniser('one', 'live');
  await live.recogniser.transcribe([window(2)], REQUEST);
  let hasCome = false;
  const ahead = worker.hold('other', 'idle').then(({ giveBack }) => {
    hasCome = true;
    giveBack();
  });
  const untilMs = performance.now() + 1500;
  while (performance.now() < untilMs) {
    await worker.lock.take('live', () => Promise.resolve());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hasCome).toBe(false);
  }
  await ahead;
  expect(hasCome).toBe(true);
}, 30_000);

test('memory and threads of models that go are given back, however often they come', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('there is no gc');
  const worker = new Worker(256e6);
  for (let turn = 0; turn < 12; turn++) {
    const held = await worker.recogniser(turn % 2 ? 'one' : 'other', 'live');
    await read(held, 2);
    held.giveBack();
    await worker.models.release(() => true);
  }
  expect(worker.threads).toBe(0);
  const alive = () => {
    collect();
    return worker.memories.filter((memory) => memory.deref() !== undefined).length;
  };
  expect(worker.memories).toHaveLength(12);
  await expect.poll(alive, { timeout: 10_000 }).toBeLessThanOrEqual(1);
}, 60_000);
