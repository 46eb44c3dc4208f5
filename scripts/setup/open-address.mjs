import { spawn } from 'node:child_process';

/**
 * Shows an address in the person's browser. The address is printed as well, so a failure here is no matter.
 *
 * @param {string} url
 */
export function openAddress(url) {
  const command = openCommand(url, process.platform, process.env);
  if (!command) return;
  const child = spawn(command.file, command.args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/**
 * @param {string} url
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ file: string, args: string[] } | null} null where there is no screen to open it on
 */
export function openCommand(url, platform, environment) {
  if (platform === 'darwin') return { file: 'open', args: [url] };
  if (platform === 'win32') return { file: 'cmd', args: ['/c', 'start', url] };
  const hasScreen = environment['DISPLAY'] || environment['WAYLAND_DISPLAY'];
  return hasScreen ? { file: 'xdg-open', args: [url] } : null;
}
