import { defineConfig, devices } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/setup/find-browser.mjs';

// Not 5320: a person may be using the app while the tests run.
const PORT = Number(process.env['E2E_PORT'] ?? 5321);
const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each test loads a model of tens of megabytes: two at a time measure nothing and run out of memory.
  workers: 1,
  timeout: 120_000,
  forbidOnly: process.env['CI'] === 'true',
  use: {
    ...devices['Desktop Chrome'],
    // It would take 20 MB in every test, and what it answers a test cannot hold back. Its own tests allow it.
    serviceWorkers: 'block',
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: browserArguments(),
      // Without a UTF-8 locale Chromium gives a download with an accent in its name no name at all.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `node server/main.mjs --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
