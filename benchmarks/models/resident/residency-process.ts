import { openAsBlob, writeFileSync } from 'node:fs';
import { nodeThreads } from '../../../testing/kernel-threads';
import { readKernels } from '../../../testing/kernels';
import { defaultModelFile } from '../../../testing/models/default-model';
import { NodeModels, SPEAKER } from './node-models';
import { collectGarbage } from '../own-process';
import { dictateClip, shortClips, type SpokenClip } from './spoken-utterance';

/** What two resident models take in turn, in a process of its own. */
export interface MeasuredResidency {
  readonly clips: readonly string[];
  readonly switches: readonly Switch[];
  readonly memory: readonly MemoryReading[];
  /** Different texts of each clip, by model: one each where nothing is left of what was read before. */
  readonly texts: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** From asking for the model that was not used last. */
export interface Switch {
  readonly to: string;
  readonly usableMs: number;
  /** An utterance right behind it, and the same once more. */
  readonly utteranceMs: number;
  readonly againMs: number;
}

/** Of the process, after so many utterances and a collection of all garbage. */
export interface MemoryReading {
  readonly utterances: number;
  readonly heapBytes: number;
  /** Array buffers are part of it. */
  readonly externalBytes: number;
  readonly arrayBufferBytes: number;
  /** Memories of the kernels. */
  readonly wasmBytes: number;
  readonly residentBytes: number;
}

const NAMES = ['base', 'tiny.en'] as const;
const BUDGET_BYTES = 1e9;
const CLIPS = 5;
const SWITCHES = 20;
const READ_EVERY = 10;

const [otherModel = '', threads = '', utterances = '', out = ''] = process.argv.slice(2);
const models = new NodeModels({
  files: { base: await defaultModelFile(), 'tiny.en': await openAsBlob(otherModel) },
  threads: nodeThreads(await readKernels('relaxed'), Number(threads)),
  budgetBytes: BUDGET_BYTES,
});
const clips = shortClips(CLIPS);
for (const name of NAMES) await warmUp(name);
const switches = await measureSwitches();
writeFileSync(out, JSON.stringify({ ...(await measureMemory(Number(utterances))), switches }));
await models.release();

/** Loaded, silence computed, and what runs compiled. */
async function warmUp(name: string): Promise<void> {
  const { model, giveBack } = await models.hold(name);
  await model.warmed;
  for (const clip of clips) await dictateClip(await model.recogniserFor(SPEAKER), clip);
  giveBack();
}

async function measureSwitches(): Promise<readonly Switch[]> {
  const switches: Switch[] = [];
  for (let index = 0; index < SWITCHES; index++) {
    const to = nameOf(index);
    const clip = clipOf(index);
    const startedMs = performance.now();
    const { model, giveBack } = await models.hold(to);
    const recogniser = await model.recogniserFor(SPEAKER);
    const usableMs = performance.now() - startedMs;
    const utteranceMs = await millisecondsOf(() => dictateClip(recogniser, clip));
    const againMs = await millisecondsOf(() => dictateClip(recogniser, clip));
    giveBack();
    switches.push({ to, usableMs, utteranceMs, againMs });
  }
  return switches;
}

async function measureMemory(count: number): Promise<Omit<MeasuredResidency, 'switches'>> {
  const memory: MemoryReading[] = [];
  const texts = Object.fromEntries(NAMES.map((name) => [name, clips.map(() => new Set<string>())]));
  for (let done = 1; done <= count; done++) {
    const [name, clip] = [nameOf(done), clipOf(done)];
    const { model, giveBack } = await models.hold(name);
    const text = await dictateClip(await model.recogniserFor(SPEAKER), clip);
    giveBack();
    texts[name]?.[clips.indexOf(clip)]?.add(text);
    if (done % READ_EVERY === 0) memory.push(await readMemory(done));
  }
  const listed = Object.entries(texts).map(([name, ofClips]) => [name, ofClips.map((each) => [...each])]);
  return { clips: clips.map(({ file }) => file), memory, texts: Object.fromEntries(listed) };
}

async function readMemory(done: number): Promise<MemoryReading> {
  await collectGarbage();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return {
    utterances: done,
    heapBytes: heapUsed,
    externalBytes: external,
    arrayBufferBytes: arrayBuffers,
    wasmBytes: models.wasmBytes,
    residentBytes: rss,
  };
}

/** In turn. */
function nameOf(index: number): string {
  return NAMES[index % NAMES.length] ?? NAMES[0];
}

/** Each model reads each. */
function clipOf(index: number): SpokenClip {
  const clip = clips[(index >> 1) % clips.length];
  if (!clip) throw new RangeError('there are no clips');
  return clip;
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
