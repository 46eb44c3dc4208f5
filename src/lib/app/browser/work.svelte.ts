import { ownName } from '../../core/own-storage';

/** What a person must not lose to an update, a deletion or a closed window. */
export type WorkKind = 'dictation' | 'transcription' | 'copying' | 'import' | 'export' | 'measuring';

const LOCKS = ownName('work:');
const KINDS: readonly WorkKind[] = ['dictation', 'transcription', 'copying', 'import', 'export', 'measuring'];
/** It is taken up again where it was, in whichever page comes next. */
const RESUMED: readonly WorkKind[] = ['transcription'];

/**
 * Whether somebody is at work, in this window or another: the one answer for all who must not disturb. Each piece of work
 * holds a Web Lock, which the browser frees however its window ends.
 */
export class Work {
  /** In this window; one kind may be there several times. */
  here: readonly WorkKind[] = $state.raw([]);

  constructor(private readonly locks: Pick<LockManager, 'request' | 'query'>) {}

  get isHere(): boolean {
    return this.here.length > 0;
  }

  /** @returns what ends it; calling that twice does no harm */
  begin(kind: WorkKind): () => void {
    this.here = [...this.here, kind];
    let release: () => void = () => undefined;
    const released = new Promise<void>((settle) => (release = settle));
    // A browser that gives no locks to this page lets other windows know nothing of it.
    void this.locks.request(`${LOCKS}${kind}:${crypto.randomUUID()}`, () => released).catch(() => undefined);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.here = this.here.toSpliced(this.here.indexOf(kind), 1);
      release();
    };
  }

  async during<Result>(kind: WorkKind, work: () => Promise<Result>): Promise<Result> {
    const end = this.begin(kind);
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** In all windows of the app, this one too. */
  async everywhere(): Promise<ReadonlySet<WorkKind>> {
    const { held = [] } = await this.locks.query();
    const names = held.flatMap(({ name }) => (name?.startsWith(LOCKS) ? [name.slice(LOCKS.length)] : []));
    const found = KINDS.filter((kind) => names.some((name) => name.startsWith(`${kind}:`)));
    return new Set([...found, ...this.here]);
  }

  /** What reloading the page would break off for good; null where nothing is. */
  async mustNotBeBrokenOff(): Promise<WorkKind | null> {
    const kinds = await this.everywhere();
    return [...kinds].find((kind) => !RESUMED.includes(kind)) ?? null;
  }
}
