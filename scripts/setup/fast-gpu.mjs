import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';

/**
 * Shows an address in a Chrome that runs on the fast graphics card. A page gets the card that the whole browser runs on,
 * and a Chrome that is open already would take the address to its own: so it is a window with a profile of its own, which
 * is kept, without a debugging port.
 *
 * @param {string} url
 * @throws {SetupFailure} where there is no Chrome
 */
export async function openOnFastGpu(url) {
  const file = await findChrome();
  const profile = profileFolder(process.platform, process.env, homedir());
  mkdirSync(profile, { recursive: true });
  const { args, environment } = fastGpuCommand(url, profile, process.platform);
  const child = spawn(file, args, {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...environment },
  });
  child.on('error', () => {});
  child.unref();
  console.log(
    'Opened in a Chrome window that asks for the fast graphics card. It has a profile of its own: recordings and texts ' +
      'of your usual Chrome are not in it, and its own are kept in\n' +
      profile,
  );
}

/**
 * @param {string} url
 * @param {string} profile
 * @param {NodeJS.Platform} platform
 * @returns {{ args: string[], environment: Record<string, string> }}
 */
export function fastGpuCommand(url, profile, platform) {
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--force-high-performance-gpu',
    '--use-webgpu-power-preference=default-high-performance',
  ];
  if (platform !== 'linux') return { args, environment: {} };
  // Laptops with two cards: the driver of each reads its own.
  const environment = {
    DRI_PRIME: '1',
    __NV_PRIME_RENDER_OFFLOAD: '1',
    __VK_LAYER_NV_optimus: 'NVIDIA_only',
  };
  return { args: [...args, '--enable-unsafe-webgpu', '--enable-features=Vulkan'], environment };
}

/**
 * Where the profile is kept.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} home
 */
export function profileFolder(platform, environment, home) {
  const name = join('SuperWhisper2', 'chrome-profile');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), name);
}

async function findChrome() {
  // Not at the top: on a fresh clone there are no packages yet.
  const { Launcher } = await import('chrome-launcher');
  const [chrome] = Launcher.getInstallations();
  if (chrome) return chrome;
  throw new SetupFailure(
    '"--gpu high" needs Chrome, and none was found. Install it, or set CHROME_PATH to it.',
  );
}
