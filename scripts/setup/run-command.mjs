import { spawn } from 'node:child_process';
import { REPOSITORY } from './repository.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [environment] added to our own
 * @property {'inherit' | 'ignore'} [output] whether the person sees what it prints
 * @property {number} [timeoutMs] after which it is ended, and counts as failed
 */

/**
 * Runs a program in the repository's folder until it ends.
 *
 * @param {Command} command
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 127 where it could not be started, 128 where a signal ended it
 */
export function runCommand({ file, args, shell = false }, options = {}) {
  const { environment = {}, output = 'inherit', timeoutMs } = options;
  const child = spawn(file, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...environment },
    stdio: output,
    shell,
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  });
  // The terminal sends Ctrl+C to the child as well. We wait for it to end in its own way and then end too, so that
  // whatever was to come next does not begin.
  let endedBy = 0;
  const onInterrupt = () => void (endedBy = 130);
  const onTerminate = () => {
    endedBy = 143;
    child.kill('SIGINT'); // Playwright stops its server at SIGINT and leaves it behind at SIGTERM (1.65)
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  return new Promise((resolve) => {
    /** @param {number} code */
    const settle = (code) => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
      if (endedBy !== 0) process.exit(endedBy);
      resolve(code);
    };
    child.once('error', () => settle(127));
    child.once('exit', (code) => settle(code ?? 128));
  });
}

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {string[]} args
 * @property {boolean} [shell]
 */

/**
 * npm as the one that runs this script, or else the one on the PATH.
 *
 * @param {string[]} args
 * @param {NodeJS.Platform} [platform]
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Command}
 */
export function npmCommand(args, platform = process.platform, environment = process.env) {
  const script = environment['npm_execpath'];
  if (script?.endsWith('npm-cli.js')) return { file: process.execPath, args: [script, ...args] };
  // On Windows npm is a .cmd file, which only a shell starts (Node 20.12, CVE-2024-27980).
  return { file: 'npm', args, shell: platform === 'win32' };
}

/**
 * A program that a package of ours brings along.
 *
 * @param {string} name as in node_modules/.bin
 * @param {string[]} args
 * @param {NodeJS.Platform} [platform]
 * @returns {Command}
 */
export function binaryCommand(name, args, platform = process.platform) {
  const onWindows = platform === 'win32';
  const file = `${REPOSITORY}node_modules/.bin/${name}${onWindows ? '.cmd' : ''}`;
  if (!onWindows) return { file, args };
  return { file: quoteForCmd(file), args: args.map(quoteForCmd), shell: true };
}

/** @param {string} argument */
function quoteForCmd(argument) {
  return /^[\w./:\\=-]+$/.test(argument) ? argument : `"${argument.replaceAll('"', '""')}"`;
}
