import { runMain } from './setup/failure.mjs';
import { ensureBrowser } from './setup/find-browser.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { binaryCommand, runCommand } from './setup/run-command.mjs';

// The TypeScript of benchmarks/ asks for its browser itself; these read it from their configuration.
const NEED_BROWSER = ['vitest', 'playwright'];

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  await ensureInstalled();
  if (NEED_BROWSER.includes(name)) await ensureBrowser();
  return runCommand(binaryCommand(name, args));
});
