import { parseArgs } from 'node:util';
import { SetupFailure } from './failure.mjs';

const PORT = 5320;

/**
 * @param {string[]} args what follows `npm start --`
 * @returns {{ port: number, open: boolean }}
 * @throws {SetupFailure} for an option that does not exist or a port that is none
 */
export function parseStartOptions(args) {
  const { port: portText, 'no-open': noOpen } = parse(args);
  const port = portText === undefined ? PORT : Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SetupFailure(`--port takes a number from 1 to 65535, not "${portText}".`);
  }
  return { port, open: noOpen !== true };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SetupFailure(`${reason}\nUsage: npm start -- [--port ${PORT}] [--no-open]`);
  }
}
