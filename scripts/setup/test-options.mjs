import { parseArgs } from 'node:util';
import { SetupFailure } from './failure.mjs';

export const STEP_NAMES = /** @type {const} */ (['lint', 'types', 'knip', 'unit', 'browser', 'e2e']);

/** @typedef {(typeof STEP_NAMES)[number]} StepName */

/**
 * @param {string[]} args what follows `npm test --`
 * @returns {readonly StepName[]} the steps to run, in their order
 * @throws {SetupFailure} for a step that does not exist
 */
export function parseTestOptions(args) {
  const only = parse(args);
  const unknown = only.find((name) => !STEP_NAMES.some((each) => each === name));
  if (unknown !== undefined) throw new SetupFailure(`There is no step "${unknown}". ${USAGE}`);
  return only.length === 0 ? STEP_NAMES : STEP_NAMES.filter((name) => only.includes(name));
}

const USAGE = `Usage: npm test -- [--only ${STEP_NAMES.join('|')}]`;

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: { only: { type: 'string', multiple: true } } }).values.only ?? [];
  } catch (thrown) {
    throw new SetupFailure(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${USAGE}`);
  }
}
