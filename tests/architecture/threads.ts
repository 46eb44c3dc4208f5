/**
 * Folders that run on threads of their own, and on which. What is in none of these runs on the page's thread, but for
 * the layers that run on any.
 */
const THREADS: Readonly<Record<string, readonly string[]>> = {
  'src/lib/audio/worklet/': ['audio'],
  'src/lib/audio/listener/': ['listener'],
  'src/lib/audio/media/': ['media'],
  'src/lib/audio/detector/': ['listener', 'media'],
  'src/lib/inference/engine/': ['inference'],
  'src/lib/inference/download/': ['download'],
  'src/lib/inference/import/': ['download'],
  'src/lib/inference/store/': ['download', 'inference'],
  'src/lib/metrics/worker/': ['metrics'],
  'src/service-worker/': ['service worker'],
};
const ANY_THREAD = /^src\/lib\/(?:core|protocol|runtime|library)\//;

/** Where a file of src/ runs; null: anywhere. */
export function threadsOf(path: string): readonly string[] | null {
  if (ANY_THREAD.test(path)) return null;
  const folder = Object.keys(THREADS).find((each) => path.startsWith(each));
  return (folder && THREADS[folder]) || ['page'];
}

/** A thread may only name the address of a file that runs on another, as a sentence that names both. */
export function threadProblems(path: string, target: string): string[] {
  const [own, other] = [threadsOf(path), threadsOf(target)];
  if (!other || own?.every((thread) => other.includes(thread))) return [];
  const where = own ? `on the thread ${own.join(', ')}` : 'on any thread';
  return [`${path} runs ${where} and may name ${target} (${other.join(', ')}) only by its worker URL`];
}
