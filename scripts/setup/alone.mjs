import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_EVERY_MS = 250;

/**
 * Does `work` while no other process of this checkout does what bears the same lock: two tests at once build once.
 *
 * @template Result
 * @param {string} lock a folder that is there while somebody works, and is made for it
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function alone(lock, work) {
  while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * @param {string} lock
 * @returns {boolean} false while another process has it
 */
function take(lock) {
  try {
    mkdirSync(lock);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    // One that was killed has left it.
    if (!isHeld(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/** @param {string} lock */
function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return true;
  } catch (thrown) {
    // Whoever has just made it has not said yet who it is; and one of another user cannot be asked.
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    return code === 'ENOENT' || code === 'EPERM';
  }
}
