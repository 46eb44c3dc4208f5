import { toAppError, type ErrorCode } from '../../core/errors';
import type { ReadingPoint } from '../../core/streaming/reading-point';
import { textFacts, withWindow } from '../../core/transcript/text-facts';
import type { TranscribedWindow, TranscriptSegment } from '../../core/transcript/transcript';
import { fromKept, toKept } from './kept-state';
import { OpenText } from './open-text.svelte';
import { isActive, isPending, isUnkept, type Recording } from './recording';
import type { RecordingKeeper } from './recording-keeper';
import { withChanged, withoutReason, withText } from './text/edited-segments';
import type { ReplacedText } from './text/run-text';
import { TextEdits, type TextEdit } from './text/text-edits.svelte';

/** A segment of the open text, by its index in its window. */
export interface SegmentPlace {
  readonly windowIndex: number;
  readonly segmentIndex: number;
}

/** The recordings on the page, in the order in which they are worked through. Each change is kept on the device. */
export class RecordingList {
  recordings: readonly Recording[] = $state.raw([]);
  selectedId: string | null = $state.raw(null);
  /** The recording whose state changed last, for announcing it. */
  latestId: string | null = $state.raw(null);
  /** Those that were added last, in order; empty once another one has been chosen. */
  addedIds: readonly string[] = $state.raw([]);
  /** False before what is kept has been read: an empty list says nothing then. */
  isOpen = $state.raw(false);
  /** Why what is kept could not be read. */
  failure: ErrorCode | null = $state.raw(null);
  /** The text of the selected recording. */
  readonly text: OpenText;
  /** What a person has changed in the texts. */
  readonly edits = new TextEdits();
  #opening = 0;

  readonly selected = $derived(this.recordings.find(({ id }) => id === this.selectedId) ?? null);
  readonly latest = $derived(this.recordings.find(({ id }) => id === this.latestId) ?? null);
  readonly active = $derived(this.recordings.find(isActive) ?? null);
  readonly hasPending = $derived(this.recordings.some(isPending));
  /** Something would go with the page. */
  readonly hasUnkept = $derived(this.recordings.some(isUnkept));

  constructor(private readonly keeper: RecordingKeeper) {
    this.text = new OpenText(keeper);
  }

  /** Takes in what this device has kept; where that cannot be read, `failure` says why. */
  async open(): Promise<void> {
    this.failure = null;
    const opening = ++this.#opening;
    try {
      const kept = await this.keeper.restore();
      // Another window has taken them meanwhile.
      if (opening !== this.#opening) return;
      this.recordings = kept.map(({ recording, hasSound }) => fromKept(recording, hasSound));
      this.isOpen = true;
      this.#show((this.recordings.find(isPending) ?? this.recordings.at(-1))?.id ?? null);
    } catch (thrown) {
      if (opening === this.#opening) this.failure = toAppError(thrown).code;
    }
  }

  /** Puts new recordings at the end and shows the first, unless one is open that is still in progress. */
  add(recordings: readonly Recording[]): void {
    const [first] = recordings;
    if (!first) return;
    this.recordings = [...this.recordings, ...recordings];
    this.addedIds = recordings.map(({ id }) => id);
    for (const recording of recordings) this.#keep(recording);
    if (this.selected && isPending(this.selected)) return;
    this.selectedId = first.id;
    this.text.openNew(first.id);
  }

  /** Forgets what is on the page; what is kept stays. */
  clear(): void {
    this.#opening += 1;
    this.recordings = [];
    this.isOpen = false;
    this.failure = this.latestId = null;
    this.addedIds = [];
    this.edits.forgetAll();
    this.#show(null);
  }

  find(id: string): Recording | undefined {
    return this.recordings.find((each) => each.id === id);
  }

  select(id: string): void {
    if (!this.find(id)) return;
    this.addedIds = [];
    this.#show(id);
  }

  update(id: string, change: Partial<Recording>): void {
    const before = this.find(id);
    if (!before || Object.keys(change).length === 0) return;
    const after = { ...before, ...change };
    this.#replace(after);
    if (JSON.stringify(toKept(after)) !== JSON.stringify(toKept(before))) this.#keep(after);
  }

  /** Takes the text of the next window. */
  addWindow(id: string, window: TranscribedWindow, resume: ReadingPoint): void {
    const recording = this.find(id);
    if (!recording) return;
    const { text } = recording;
    const after = { ...recording, text: withWindow(text, window) };
    this.#replace(after);
    this.#keep(after, { windows: new Map([[text.windowCount, window]]), resume });
    this.text.change(id, (windows) => [...windows, window]);
  }

  /** Puts another text in the place of a recording's; changes that a person made to what is replaced cannot be taken back. */
  replaceText(id: string, windows: readonly TranscribedWindow[], replaced: ReplacedText): void {
    const recording = this.find(id);
    if (!recording) return;
    this.edits.forgetFrom(id, replaced.firstChanged);
    this.#setWindows({ ...recording, reread: replaced.reread }, windows, replaced);
  }

  /**
   * Puts `text` in the place of a segment's; what was transcribed stays known. Without text the segment leaves the
   * text. Of the open recording only.
   */
  editSegment(id: string, windowIndex: number, segmentIndex: number, text: string): void {
    this.#changeSegments(id, windowIndex, [segmentIndex], (segment) => withText(segment, text));
  }

  /** Makes text that was held back a part of the text. Of the open recording only. */
  restoreSegments(id: string, windowIndex: number, segmentIndexes: readonly number[]): void {
    this.#changeSegments(id, windowIndex, segmentIndexes, withoutReason);
  }

  /**
   * Takes back the last change to the text of the open recording.
   *
   * @returns where it was; null where there is none
   */
  undoEdit(): SegmentPlace | null {
    return this.#replay((id) => this.edits.undo(id));
  }

  /** Makes the change again that was taken back last. @returns as `undoEdit` */
  redoEdit(): SegmentPlace | null {
    return this.#replay((id) => this.edits.redo(id));
  }

  /** Moves a waiting recording past the one that waits before or after it. */
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
    this.edits.forget(id);
    if (this.selectedId === id) this.#show((this.recordings[index] ?? this.recordings.at(-1))?.id ?? null);
  }

  #show(id: string | null): void {
    this.selectedId = id;
    this.text.open(id);
  }

  #replace(after: Recording): void {
    if (after.state.kind !== this.find(after.id)?.state.kind) this.latestId = after.id;
    this.recordings = this.recordings.map((each) => (each.id === after.id ? after : each));
  }

  #keep(recording: Recording, text: Partial<Parameters<RecordingKeeper['write']>[0]> = {}): void {
    const nothing = { replacesText: false, windows: new Map(), resume: null };
    this.keeper.write({ ...nothing, ...text, recording: toKept(recording) });
  }

  #changeSegments(
    id: string,
    windowIndex: number,
    segmentIndexes: readonly number[],
    change: (segment: TranscriptSegment) => TranscriptSegment,
  ): void {
    const recording = this.find(id);
    const windows = id === this.selectedId ? this.text.windows : null;
    const window = windows?.[windowIndex];
    if (!recording || !windows || !window) return;
    const segments = withChanged(window.segments, segmentIndexes, change);
    if (!segments) return;
    this.#setSegments(recording, windows, windowIndex, segments);
    this.edits.note(id, { windowIndex, before: window.segments, after: segments });
  }

  #replay(take: (id: string) => TextEdit | null): SegmentPlace | null {
    const { selected: recording, text } = this;
    // A text that is still being read could not be changed.
    const edit = recording && text.windows ? take(recording.id) : null;
    if (!recording || !text.windows || !edit) return null;
    const { windowIndex, before, after } = edit;
    this.#setSegments(recording, text.windows, windowIndex, after);
    return { windowIndex, segmentIndex: after.findIndex((each, index) => each !== before[index]) };
  }

  #setSegments(
    recording: Recording,
    windows: readonly TranscribedWindow[],
    windowIndex: number,
    segments: readonly TranscriptSegment[],
  ): void {
    const window = windows[windowIndex];
    if (!window) return;
    const changed = windows.with(windowIndex, { ...window, segments });
    this.#setWindows(recording, changed, { firstChanged: windowIndex, isInPlace: true, resume: null });
  }

  #setWindows(
    recording: Recording,
    windows: readonly TranscribedWindow[],
    { firstChanged, isInPlace, resume }: Omit<ReplacedText, 'reread'>,
  ): void {
    const after = { ...recording, text: textFacts(windows) };
    const changed = [...windows.entries()].filter(([index]) => !isInPlace || index === firstChanged);
    this.#replace(after);
    this.#keep(after, { replacesText: !isInPlace, windows: new Map(changed), resume });
    this.text.change(recording.id, () => windows);
  }
}
