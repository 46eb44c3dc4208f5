// Work in chunks that threads claim. A helper that is not scheduled claims none, and nobody waits for it.
import { runChunk, Task } from './tasks';

// Words of the pool, which lies at the beginning of the memory.
const SEQUENCE: usize = 64;
const OPEN: usize = 68;
const NEXT: usize = 72;
const ACTIVE: usize = 76;
const SLEEPERS: usize = 80;
const CHUNKS: usize = 84;
const TASK: usize = 88;

let threads: i32 = 1;

export function setThreads(count: i32): void {
  threads = count;
}

export function threadCount(): i32 {
  return threads;
}

/** Runs `task` for every chunk from 0 on, on this thread and whichever others are awake. */
export function parallel(task: Task, chunks: i32): void {
  if (ASC_FEATURE_THREADS) {
    if (threads > 1 && chunks > 1) {
      together(task, chunks);
      return;
    }
  }
  for (let chunk = 0; chunk < chunks; chunk++) runChunk(task, chunk, 0);
}

function together(task: Task, chunks: i32): void {
  store<i32>(TASK, task);
  store<i32>(CHUNKS, chunks);
  atomic.store<i32>(NEXT, 0);
  const sequence = atomic.load<i32>(SEQUENCE) + 1;
  atomic.store<i32>(OPEN, sequence);
  atomic.store<i32>(SEQUENCE, sequence);
  if (atomic.load<i32>(SLEEPERS)) atomic.notify(SEQUENCE, -1);
  claim(task, chunks, 0);
  atomic.store<i32>(OPEN, 0);
  while (atomic.load<i32>(ACTIVE)) {}
}

function claim(task: Task, chunks: i32, thread: i32): void {
  for (let chunk = atomic.add<i32>(NEXT, 1); chunk < chunks; chunk = atomic.add<i32>(NEXT, 1))
    runChunk(task, chunk, thread);
}

/** Never returns. @param spins how often a helper looks for work before it sleeps */
export function help(thread: i32, spins: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  let last = 0;
  for (;;) {
    let sequence = atomic.load<i32>(SEQUENCE);
    for (let spin = 0; sequence === last; sequence = atomic.load<i32>(SEQUENCE)) {
      if (++spin < spins) continue;
      atomic.add<i32>(SLEEPERS, 1);
      atomic.wait<i32>(SEQUENCE, last, -1);
      atomic.sub<i32>(SLEEPERS, 1);
      spin = 0;
    }
    last = sequence;
    atomic.add<i32>(ACTIVE, 1);
    if (atomic.load<i32>(OPEN) === sequence) claim(load<Task>(TASK), load<i32>(CHUNKS), thread);
    atomic.sub<i32>(ACTIVE, 1);
  }
}
