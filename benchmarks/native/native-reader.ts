import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkpointFolder } from '../../scripts/default-model/checkpoint-folder';
import { joinFiles } from '../../scripts/default-model/wheels';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { defaultModelShards } from '../../testing/models/default-model';

const SCRIPT = inRepository('benchmarks', 'native', 'native_reader.py');

/** A program outside the browser that reads recordings with the app's model: what must be installed, and its weights. */
interface NativeProgram {
  readonly library: string;
  readonly version: string;
  /** Where its weights lie. */
  model(): Promise<string>;
}

const PROGRAMS = {
  /** The weights that the app's model was made of. */
  'faster-whisper': { library: 'faster-whisper', version: '1.2.1', model: () => checkpointFolder() },
  /** The app's model itself. */
  'whisper.cpp': { library: 'pywhispercpp', version: '1.5.1', model: joinedModel },
} satisfies Record<string, NativeProgram>;

export type NativeName = keyof typeof PROGRAMS;

/** What runs. */
export interface NativeDescription {
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: unknown;
}

/** What it wrote of a recording. */
export interface NativeText {
  readonly text: string;
  /** The one it took for that of the whole recording; null where it does not say. */
  readonly language: string | null;
  /** From the file to the text, decoding included. */
  readonly seconds: number;
}

/** A native reader that stays loaded, in a Python of its own. */
export interface NativeReader {
  readonly description: NativeDescription;
  /** @param language null: it finds the language itself */
  read(path: string, language: string | null): Promise<NativeText>;
  close(): Promise<void>;
}

/**
 * Starts one; one recording at a time.
 *
 * @param python has its library, and faster-whisper for the decoding
 * @throws Error where it cannot be run, ends, or is another version
 */
export async function openNativeReader(
  python: string,
  name: NativeName,
  threads: number,
): Promise<NativeReader> {
  const { library, version, model } = PROGRAMS[name];
  const child = spawn(python, [SCRIPT, name, await model(), String(threads)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async <Answer>(): Promise<Answer> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended with ${String((await ended)[0])}; its own words are above`);
    return JSON.parse(value);
  };
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  const description = await answer<NativeDescription>();
  if (description.versions[library] !== version) {
    await close();
    throw new Error(`${library} ${version} is asked for, not ${description.versions[library]}`);
  }
  const read = (path: string, language: string | null) => {
    child.stdin.write(`${JSON.stringify({ path, language })}\n`);
    return answer<NativeText>();
  };
  return { description, read, close };
}

/** The app's model in one file. */
async function joinedModel(): Promise<string> {
  const path = inRepository('.cache', 'whisper-base-q8_0.bin');
  mkdirSync(inRepository('.cache'), { recursive: true });
  await joinFiles(defaultModelShards(), path);
  return path;
}
