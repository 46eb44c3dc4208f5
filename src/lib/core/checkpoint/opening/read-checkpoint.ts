import { AppError, type ErrorCode } from '../../errors';
import type { Checkpoint } from '../checkpoint';
import type { NamedFile, Vocabularies } from '../checkpoint-files';
import { bestCheckpoint, isOriginal, type OpenedCandidate } from './best-checkpoint';
import { fileKind } from './file-kind';
import { candidatesOf, type CheckpointFormat, type KnownFile, type ModelCandidate } from './model-candidates';
import { type OpeningFailure, refusal } from './refusal';

/** A checkpoint that a person brought. */
export interface ReadCheckpoint {
  readonly format: CheckpointFormat;
  readonly checkpoint: Checkpoint;
  /** What people see: no path, no control characters, 1 to 60 characters. */
  readonly name: string;
}

/** More are somebody's whole disk. */
const MOST_FILES = 5000;
const ABOUT_FILES: readonly ErrorCode[] = ['model-corrupt', 'model-unsupported', 'file-unreadable'];

/**
 * Finds the model in files that a person brought and opens it; its tensors stay in the files. What a file is, its first
 * bytes tell, except for names by which files of one model name each other. Folders are gone through from the top, and
 * the first that has a model is it. Of several files of one model there the best is taken.
 *
 * @throws AppError 'model-corrupt' if the model is damaged
 * @throws AppError 'model-unsupported' if there is none that is read, with the reason, or if there are several
 * @throws AppError 'model-is-pytorch-bin' if all there is is a pickle of transformers
 * @throws AppError 'file-unreadable' if a file itself cannot be read; 'app-not-loaded' if a vocabulary does not come
 */
export async function readCheckpoint(
  files: readonly NamedFile[],
  vocabularies: Vocabularies,
): Promise<ReadCheckpoint> {
  if (files.length > MOST_FILES) {
    throw new AppError('model-unsupported', `${files.length} files; bring the folder of one model`);
  }
  const known: KnownFile[] = [];
  const failures: OpeningFailure[] = [];
  for (const level of levelsOf(withoutCopies(files))) {
    const folders: KnownFile[][] = [];
    for (const folder of level) folders.push(await knownFiles(folder, failures));
    known.push(...folders.flat());
    const opened = await openAll(await allCandidates(folders, vocabularies, failures), failures);
    if (opened.length === 0) continue;
    const { format, checkpoint, name } = await bestCheckpoint(opened);
    return { format, checkpoint, name };
  }
  throw refusal(known, failures);
}

async function knownFiles(folder: readonly NamedFile[], failures: OpeningFailure[]): Promise<KnownFile[]> {
  const known: KnownFile[] = [];
  for (const { path, file } of folder) {
    const kind = await orFailure(() => fileKind(file), null, failures);
    known.push({ path, file, kind: kind ?? 'other' });
  }
  return known;
}

async function allCandidates(
  folders: readonly (readonly KnownFile[])[],
  vocabularies: Vocabularies,
  failures: OpeningFailure[],
): Promise<readonly ModelCandidate[]> {
  const candidates: ModelCandidate[] = [];
  for (const folder of folders) {
    candidates.push(...((await orFailure(() => candidatesOf(folder, vocabularies), null, failures)) ?? []));
  }
  return candidates;
}

/** Pickles come last, and only where no original was found: beside a model they are seldom one, and slow to refuse. */
async function openAll(
  candidates: readonly ModelCandidate[],
  failures: OpeningFailure[],
): Promise<readonly OpenedCandidate[]> {
  const opened: OpenedCandidate[] = [];
  const pickles = candidates.filter(({ format }) => format === 'pickle');
  for (const candidate of [...candidates.filter(({ format }) => format !== 'pickle'), ...pickles]) {
    if (candidate.format === 'pickle' && opened.some(isOriginal)) break;
    const checkpoint = await orFailure(candidate.open, candidate.format, failures);
    if (checkpoint) opened.push({ ...candidate, checkpoint });
  }
  return opened;
}

/** Files by how deep they lie, the highest first, and by folder within. */
function levelsOf(files: readonly NamedFile[]): readonly (readonly (readonly NamedFile[])[])[] {
  const levels = new Map<number, Map<string, NamedFile[]>>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const depth = folder.split('/').length;
    const level = levels.get(depth) ?? new Map<string, NamedFile[]>();
    const siblings = level.get(folder) ?? [];
    siblings.push(file);
    levels.set(depth, level.set(folder, siblings));
  }
  return [...levels].toSorted(([one], [other]) => one - other).map(([, level]) => [...level.values()]);
}

/** Hugging Face's cache has each file twice: by its name in `snapshots`, by its hash in `blobs`. */
function withoutCopies(files: readonly NamedFile[]): readonly NamedFile[] {
  const hasSnapshots = files.some(({ path }) => /(^|\/)snapshots\//.test(path));
  return hasSnapshots ? files.filter(({ path }) => !/(^|\/)blobs\//.test(path)) : files;
}

/** What cannot be read may lie beside the model: it is told only where there is none. */
async function orFailure<T>(
  work: () => Promise<T>,
  format: CheckpointFormat | null,
  failures: OpeningFailure[],
): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !ABOUT_FILES.includes(thrown.code)) throw thrown;
    failures.push({ error: thrown, format });
    return undefined;
  }
}
