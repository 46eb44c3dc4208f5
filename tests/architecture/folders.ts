import { posix } from 'node:path';

/** More files than this in one folder, and it holds more than one thing. */
const MAX_FILES = 20;

/** The folders of core, the lowest first: each may use those before it. ARCHITECTURE.md says what they hold. */
export const CORE_FLOORS = [
  'src/lib/core',
  'src/lib/core/text',
  'src/lib/core/audio',
  'src/lib/core/containers',
  'src/lib/core/audio/codecs',
  'src/lib/core/audio/files',
  'src/lib/core/metrics',
  'src/lib/core/performance',
  'src/lib/core/performance/report',
  'src/lib/core/performance/cards',
  'src/lib/core/checkpoint',
  'src/lib/core/models',
  'src/lib/core/checkpoint/formats',
  'src/lib/core/checkpoint/formats/huggingface',
  'src/lib/core/checkpoint/formats/pickle',
  'src/lib/core/checkpoint/opening',
  'src/lib/core/graph',
  'src/lib/core/endpointing',
  'src/lib/core/transcript',
  'src/lib/core/transcript/rereading',
  'src/lib/core/transcript/subtitle',
  'src/lib/core/transcript/exporters',
  'src/lib/core/hallucination',
  'src/lib/core/whisper/features',
  'src/lib/core/whisper/vocabulary',
  'src/lib/core/whisper/terms',
  'src/lib/core/whisper/decoding',
  'src/lib/core/alignment',
  'src/lib/core/streaming',
  'src/lib/core/recognition/unread',
  'src/lib/core/recognition',
  'src/lib/core/whisper/reading',
];

/** Each file's imports, by path. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Folders that hold too much, as sentences that name them. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_FILES)
    .map(([folder, count]) => `${folder} holds ${count} files, more than ${MAX_FILES}`);
}

/** The graph of folders that a graph of files makes; a folder that uses itself does not show. */
export function folderGraph(graph: ImportGraph): Map<string, string[]> {
  const folders = new Map<string, Set<string>>();
  for (const [path, targets] of graph) {
    const folder = posix.dirname(path);
    const used = folders.get(folder) ?? new Set();
    for (const target of targets) if (posix.dirname(target) !== folder) used.add(posix.dirname(target));
    folders.set(folder, used);
  }
  return new Map([...folders].map(([folder, used]) => [folder, [...used]]));
}

/** Imports from a lower floor of core to a higher one, and folders that have no floor. */
export function upwardArrows(graph: ImportGraph, floors: readonly string[] = CORE_FLOORS): string[] {
  const floorOf = (path: string) => floors.indexOf(posix.dirname(path));
  return [...graph]
    .filter(([path]) => path.startsWith('src/lib/core/'))
    .flatMap(([path, targets]) => {
      if (floorOf(path) < 0) return [`${posix.dirname(path)} has no floor`];
      const higher = targets.filter((target) => floorOf(target) > floorOf(path));
      return higher.map((target) => `${path} imports ${target}, which is on a higher floor`);
    });
}
