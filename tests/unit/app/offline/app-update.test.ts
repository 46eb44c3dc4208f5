import { describe, expect, it, vi } from 'vitest';
import { AppUpdate } from '../../../../src/lib/app/offline/app-update.svelte';
import type { WorkKind } from '../../../../src/lib/app/browser/work.svelte';

function windowOf({ hadController = true } = {}) {
  const listeners = { update: () => {}, takenOver: () => {} };
  const work: { kind: WorkKind | null } = { kind: null };
  const reload = vi.fn();
  const takeUpdate = vi.fn();
  const update = new AppUpdate(
    {
      link: {
        onUpdate: (listener) => void (listeners.update = listener),
        onTakenOver: (listener) => void (listeners.takenOver = listener),
        lookForUpdate: () => Promise.resolve(),
        takeUpdate,
      },
      work: { mustNotBeBrokenOff: () => Promise.resolve(work.kind) },
      reload,
    },
    hadController,
  );
  return { update, listeners, work, reload, takeUpdate };
}

describe('AppUpdate', () => {
  it('starts the new version when it is wanted, and reloads this window', async () => {
    const { update, listeners, reload, takeUpdate } = windowOf();
    listeners.update();
    expect(update.state).toBe('ready');
    expect(takeUpdate).not.toHaveBeenCalled();
    await update.take();
    expect(takeUpdate).toHaveBeenCalledOnce();
    listeners.takenOver();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('waits while somebody is at work in any window', async () => {
    const { update, listeners, work, takeUpdate } = windowOf();
    listeners.update();
    work.kind = 'dictation';
    await update.take();
    expect(update.state).toBe('dictating');
    expect(takeUpdate).not.toHaveBeenCalled();
    work.kind = null;
    await update.take();
    expect(takeUpdate).toHaveBeenCalledOnce();
  });

  it('does not reload a window that did not ask', () => {
    const { update, listeners, reload } = windowOf();
    listeners.takenOver();
    expect(update.state).toBe('started-elsewhere');
    expect(reload).not.toHaveBeenCalled();
  });

  it('says nothing of the first service worker of all', () => {
    const { update, listeners, reload } = windowOf({ hadController: false });
    listeners.takenOver();
    expect(update.state).toBe('none');
    expect(reload).not.toHaveBeenCalled();
  });
});
