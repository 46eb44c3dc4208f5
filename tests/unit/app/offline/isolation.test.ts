import { describe, expect, it, vi } from 'vitest';
import { isolateBySecondLoad } from '../../../../src/lib/app/offline/isolation';

function load({
  isIsolated = false,
  hasController = true,
  isBusy = false,
  kept = new Map<string, string>(),
}) {
  const reload = vi.fn();
  let controlled = () => {};
  isolateBySecondLoad({
    isIsolated,
    hasController: () => hasController,
    onController: (listener) => (controlled = listener),
    session: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    isBusy: () => isBusy,
    reload,
  });
  return { reload, kept, control: () => controlled() };
}

describe('isolateBySecondLoad', () => {
  it('loads once more as soon as the service worker can add the headers', () => {
    const { reload, control } = load({ hasController: false });
    expect(reload).not.toHaveBeenCalled();
    control();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('does not go round in circles', () => {
    const { kept } = load({});
    expect(load({ kept }).reload).not.toHaveBeenCalled();
  });

  it.each([{ isIsolated: true }, { isBusy: true }])('leaves the page alone: %o', (given) => {
    expect(load(given).reload).not.toHaveBeenCalled();
  });
});
