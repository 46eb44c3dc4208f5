import { defineConfig, devices } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/setup/find-browser.mjs';

// Not 5320: a person may be using the app while the tests run.
const PORT = Number(process.env['E2E_PORT'] ?? 5321);
const executablePath = findBrowser();

/**
 * Spec files in which no test loads the real model and none speaks into the microphone: `npm test` runs two of them at a
 * time, and the others, which need both cores or real time, one by one. `withoutModel` says how to write such a test.
 */
const WITHOUT_MODEL = [
  'dictation/document',
  'performance/report',
  // The others of privacy tell presses and requests by their times.
  'privacy/own-data',
  'shell/accessibility',
  'shell/keyboard',
  'shell/keys',
  'shell/layout',
  'transcription/coming-back',
  'transcription/doubts',
  'transcription/editing',
  'transcription/hostile-files',
  'transcription/kept-text',
  'transcription/list',
  'transcription/reading-again',
  'transcription/taken-over',
  'transcription/vocabulary',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 120_000,
  forbidOnly: process.env['CI'] === 'true',
  use: {
    ...devices['Desktop Chrome'],
    // It would take 5 MB in every test, and what it answers a test cannot hold back. Its own tests allow it.
    serviceWorkers: 'block',
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: browserArguments(),
      // Without a UTF-8 locale Chromium gives a download with an accent in its name no name at all.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    },
    // A trace takes a third of the time, and slows what is said in real time: `--trace on` makes one of a test.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'without-model', testMatch: WITHOUT_MODEL },
    { name: 'with-model', testIgnore: WITHOUT_MODEL },
  ],
  webServer: {
    command: `node server/main.mjs --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
