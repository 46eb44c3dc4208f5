import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The code of a worker of this folder as one script. @param name of its file, without the ending */
export async function bundledWorker(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', lib: { entry, formats: ['es'], fileName: name } },
  });
  for (const { output } of [built].flat().filter((each) => 'output' in each))
    for (const chunk of output) if (chunk.type === 'chunk' && chunk.isEntry) return chunk.code;
  throw new Error(`${name} made no script`);
}
