import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} parts */
export const inRepository = (...parts) => join(REPOSITORY, ...parts);
