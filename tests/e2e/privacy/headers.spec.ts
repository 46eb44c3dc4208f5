import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { tryWaysOut } from './ways-out';

const workersFolder = new URL('../../../build/_app/immutable/workers/', import.meta.url);

for (const path of ['/', '/transcribe', '/settings', '/privacy']) {
  test(`the page at ${path} is cross-origin isolated`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });
}

test('every worker script carries the policy that keeps it from other origins', async ({ request }) => {
  const scripts = readdirSync(workersFolder).filter((name) => name.endsWith('.js'));
  expect(scripts).not.toEqual([]);
  for (const name of scripts) {
    const headers = (await request.get(`/_app/immutable/workers/${name}`)).headers();
    expect(headers['content-security-policy'], name).toContain("connect-src 'self';");
    expect(headers['connection-allowlist'], name).toContain('(response-origin)');
    expect(headers['cross-origin-embedder-policy'], name).toBe('require-corp');
    expect(headers['content-type'], name).toContain('text/javascript');
  }
});

test('no code in the page reaches another site: no request, no peer connection, no window, no leaving', async ({
  page,
}) => {
  await page.goto('/transcribe');
  const { asked, packets, refusedBy } = await tryWaysOut(page);
  expect(asked).toEqual([]);
  expect(packets).toBe(0);
  expect(refusedBy).toEqual(['connect-src', 'default-src', 'frame-src', 'img-src']);
});

test('an address without a page answers 404 and says so', async ({ page }) => {
  const response = await page.goto('/nowhere');
  expect(response?.status()).toBe(404);
  await expect(page.getByText('There is no such page.')).toBeVisible();
});
