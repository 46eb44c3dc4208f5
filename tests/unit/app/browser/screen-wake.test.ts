import { expect, test, vi } from 'vitest';
import { ScreenWake } from '../../../../src/lib/app/browser/screen-wake';
import { settle } from '../fake-clients';

test('the screen is kept awake while there is work, and let go afterwards', async () => {
  const release = vi.fn(() => Promise.resolve());
  const request = vi.fn(() => Promise.resolve({ release }));
  const wake = new ScreenWake({ request });
  wake.want(true);
  await settle();
  expect(request).toHaveBeenCalledOnce();
  wake.want(false);
  await settle();
  expect(release).toHaveBeenCalledOnce();
});

test('a page that shows again asks again, since the browser has let go', async () => {
  const request = vi.fn(() => Promise.resolve({ release: () => Promise.resolve() }));
  const wake = new ScreenWake({ request });
  wake.want(true);
  wake.want(true);
  await settle();
  expect(request).toHaveBeenCalledTimes(2);
});

test('a browser that refuses, or has no such thing, is no failure', async () => {
  const wake = new ScreenWake({ request: () => Promise.reject(new DOMException('', 'NotAllowedError')) });
  wake.want(true);
  new ScreenWake(null).want(true);
  await settle();
  wake.want(false);
  await settle();
});
