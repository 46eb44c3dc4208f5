import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from './static-server.mjs';

// Serves the built app as it is, for the end-to-end tests; `npm start` also installs and builds.
const { values } = parseArgs({ options: { port: { type: 'string', default: '5321' } } });
const { url } = await startServer({
  folder: fileURLToPath(new URL('../build', import.meta.url)),
  port: Number(values.port),
});
console.log(url);
