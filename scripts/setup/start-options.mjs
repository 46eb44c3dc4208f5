import { parseArgs } from 'node:util';
import { SetupFailure } from './failure.mjs';

const PORT = 5320;

/**
 * @param {string[]} args what follows `npm start --`
 * @returns {{ port: number, opens: 'browser' | 'fast-gpu' | 'nothing' }}
 * @throws {SetupFailure} for an option that does not exist or a value that is none of its
 */
export function parseStartOptions(args) {
  const { port: portText, 'no-open': noOpen, gpu } = parse(args);
  if (gpu !== undefined && gpu !== 'high') throw new SetupFailure(`--gpu takes "high", not "${gpu}".`);
  const port = portText === undefined ? PORT : Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SetupFailure(`--port takes a number from 1 to 65535, not "${portText}".`);
  }
  return { port, opens: noOpen ? 'nothing' : gpu ? 'fast-gpu' : 'browser' };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    return parseArgs({ args, options: { port: text, gpu: text, 'no-open': { type: 'boolean' } } }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SetupFailure(`${reason}\nUsage: npm start -- [--port ${PORT}] [--no-open] [--gpu high]`);
  }
}
