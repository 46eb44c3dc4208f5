import { READING_VERSION, type ReadingPoint } from '../core/streaming/reading-point';
import type { TranscribedWindow, TranscriptSegment } from '../core/transcript/transcript';
import type { KeptTranscript } from '../library/kept-recording';
import { toKept } from './kept-state';
import { isActive, isPending, type Recording } from './recording';
import type { RecordingKeeper } from './recording-keeper';

/** The recordings on the page, in the order in which they are worked through. Each change is kept on the device. */
export class RecordingList {
  recordings: readonly Recording[] = $state.raw([]);
  selectedId: string | null = $state.raw(null);
  /** The recording whose state changed last, for announcing it. */
  latestId: string | null = $state.raw(null);

  readonly selected = $derived(this.recordings.find(({ id }) => id === this.selectedId) ?? null);
  readonly latest = $derived(this.recordings.find(({ id }) => id === this.latestId) ?? null);
  readonly active = $derived(this.recordings.find(isActive) ?? null);
  readonly hasPending = $derived(this.recordings.some(isPending));

  constructor(private readonly keeper: RecordingKeeper) {}

  /** Puts new recordings at the end and shows the first, unless one is open that is still in work. */
  add(recordings: readonly Recording[]): void {
    const [first] = recordings;
    if (!first) return;
    this.recordings = [...this.recordings, ...recordings];
    for (const recording of recordings) this.keeper.save(recording);
    if (!this.selected || !isPending(this.selected)) this.selectedId = first.id;
  }

  /** Shows what an earlier page has kept. */
  restore(kept: readonly (KeptTranscript & { readonly hasSound: boolean })[]): void {
    this.recordings = kept.map(({ recording, windows, hasSound }) => restored(recording, windows, hasSound));
    const open = this.recordings.find(isPending) ?? this.recordings.at(-1);
    this.selectedId = open?.id ?? null;
  }

  /** Forgets what is on the page; what is kept stays. */
  clear(): void {
    this.recordings = [];
    this.selectedId = this.latestId = null;
  }

  find(id: string): Recording | undefined {
    return this.recordings.find((each) => each.id === id);
  }

  select(id: string): void {
    if (this.find(id)) this.selectedId = id;
  }

  update(id: string, change: Partial<Recording>): void {
    const before = this.find(id);
    if (!before || Object.keys(change).length === 0) return;
    const after = { ...before, ...change };
    if (after.state.kind !== before.state.kind) this.latestId = id;
    this.recordings = this.recordings.map((each) => (each.id === id ? after : each));
    if (JSON.stringify(toKept(after)) !== JSON.stringify(toKept(before))) this.keeper.save(after);
  }

  /** Takes the text of the next window; the first one of a new run replaces the text of the run before. */
  addWindow(id: string, window: TranscribedWindow, resume: ReadingPoint): void {
    const recording = this.find(id);
    if (!recording) return;
    const before = recording.startsOver ? [] : recording.windows;
    if (recording.startsOver) this.keeper.removeWindows(id);
    this.keeper.saveWindow(id, before.length, window, resume);
    this.update(id, { windows: [...before, window], startsOver: false });
  }

  clearText(id: string): void {
    this.keeper.removeWindows(id);
    this.update(id, { windows: [], startsOver: false });
  }

  /** Puts `text` in the place of a segment's; what was transcribed stays known. */
  editSegment(id: string, windowIndex: number, segmentIndex: number, text: string): void {
    this.#changeSegments(id, windowIndex, [segmentIndex], (segment) => {
      if (text === segment.text) return segment;
      const { originalText = segment.text, ...rest } = segment;
      return text === originalText ? { ...rest, text } : { ...rest, text, originalText };
    });
  }

  /** Makes text that was held back a part of the text. */
  restoreSegments(id: string, windowIndex: number, segmentIndexes: readonly number[]): void {
    this.#changeSegments(id, windowIndex, segmentIndexes, ({ dropped: _dropped, ...segment }) => segment);
  }

  /** Moves a waiting recording past the one that waits before or behind it. */
  move(id: string, direction: 'earlier' | 'later'): void {
    const waiting = this.recordings.filter(({ state }) => state.kind === 'waiting');
    const at = waiting.findIndex((each) => each.id === id);
    const [one, other] = [waiting[at], waiting[direction === 'earlier' ? at - 1 : at + 1]];
    if (!one || !other) return;
    this.update(one.id, { position: other.position });
    this.update(other.id, { position: one.position });
    this.recordings = [...this.recordings].sort((a, b) => a.position - b.position);
  }

  /** Takes a recording off the page and the device, and shows its neighbour. */
  remove(id: string): void {
    const index = this.recordings.findIndex((each) => each.id === id);
    this.recordings = this.recordings.filter((each) => each.id !== id);
    this.keeper.remove(id);
    if (this.selectedId === id)
      this.selectedId = (this.recordings[index] ?? this.recordings.at(-1))?.id ?? null;
  }

  #changeSegments(
    id: string,
    windowIndex: number,
    segmentIndexes: readonly number[],
    change: (segment: TranscriptSegment) => TranscriptSegment,
  ): void {
    const recording = this.find(id);
    const window = recording?.windows[windowIndex];
    if (!recording || !window) return;
    const segments = window.segments.map((each, index) =>
      segmentIndexes.includes(index) ? change(each) : each,
    );
    if (segments.every((each, index) => each === window.segments[index])) return;
    const changed = { ...window, segments };
    this.keeper.saveWindow(id, windowIndex, changed, null);
    this.update(id, { windows: recording.windows.with(windowIndex, changed) });
  }
}

function restored(
  { readingVersion, ...recording }: KeptTranscript['recording'],
  windows: readonly TranscribedWindow[],
  hasSound: boolean,
): Recording {
  const isWaiting = recording.state.kind === 'waiting';
  return {
    ...recording,
    state: isWaiting && !hasSound ? { kind: 'failed', code: 'recording-lost' } : recording.state,
    windows,
    startsOver: recording.startsOver || readingVersion !== READING_VERSION,
    keeping: hasSound ? 'kept' : 'lost',
  };
}
