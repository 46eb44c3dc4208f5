import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { REPOSITORY } from '../../scripts/setup/repository.mjs';

/** From `npm start` to a 200 on `/`, everything being installed and built. Milliseconds, one per run. */
export async function measureSecondStart(runs: number): Promise<number[]> {
  await ensureBuilt();
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) samples.push(await startOnce(await freePort()));
  return samples;
}

async function startOnce(port: number): Promise<number> {
  const startedMs = performance.now();
  const words = ['start', '--silent', '--', '--no-open', '--port', String(port)];
  const app = spawn('npm', words, { cwd: REPOSITORY, detached: true, stdio: 'ignore' });
  const stop = () => void (app.pid !== undefined && process.kill(-app.pid, 'SIGTERM'));
  try {
    while (performance.now() - startedMs < 60_000) {
      const status = await fetch(`http://127.0.0.1:${port}/`).then(
        ({ status }) => status,
        () => null,
      );
      if (status === 200) return performance.now() - startedMs;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('npm start gave no page within a minute');
  } finally {
    stop();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
