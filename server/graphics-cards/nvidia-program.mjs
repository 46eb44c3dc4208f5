import { join } from 'node:path';

/**
 * A program and what stands before the fixed arguments: tests have a stand-in. Nothing of a request is ever in it.
 *
 * @typedef {object} NvidiaProgram
 * @property {string} file
 * @property {readonly string[]} [args]
 */

/**
 * Where `nvidia-smi` is, the likeliest first. On Windows whole paths only: a bare name would be looked for in the
 * folder that the server was started in.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} environment
 * @returns {readonly NvidiaProgram[]}
 */
export function nvidiaPrograms(platform, environment) {
  if (platform !== 'win32') return [{ file: 'nvidia-smi' }];
  const windows = environment['SystemRoot'] ?? 'C:\\Windows';
  const programs = environment['ProgramFiles'] ?? 'C:\\Program Files';
  return [
    { file: join(windows, 'System32', 'nvidia-smi.exe') },
    { file: join(programs, 'NVIDIA Corporation', 'NVSMI', 'nvidia-smi.exe') },
  ];
}
