import { build } from './setup/build.mjs';
import { runMain } from './setup/failure.mjs';
import { ensureInstalled } from './setup/install.mjs';

await runMain(async () => {
  await ensureInstalled();
  await build();
});
