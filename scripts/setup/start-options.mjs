import { parseArgs } from 'node:util';
import { SetupFailure } from './failure.mjs';

const PORT = 5320;

/**
 * @param {string[]} args what follows `npm start --`
 * @returns {{ port: number, opens: 'browser' | 'fast-gpu' | 'nothing', modelHost: string | null }} `modelHost` is for
 *   the environment variable `MODEL_HOST`
 * @throws {SetupFailure} for an option that does not exist or a value that is none of its
 */
export function parseStartOptions(args) {
  const { port: portText, 'no-open': noOpen, gpu, 'model-host': modelHosts = [] } = parse(args);
  if (gpu !== undefined && gpu !== 'high') throw new SetupFailure(`--gpu takes "high", not "${gpu}".`);
  const port = portText === undefined ? PORT : Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SetupFailure(`--port takes a number from 1 to 65535, not "${portText}".`);
  }
  const modelHost = modelHosts.length > 0 ? modelHosts.join(' ') : null;
  return { port, opens: noOpen ? 'nothing' : gpu ? 'fast-gpu' : 'browser', modelHost };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const options = /** @type {const} */ ({
      port: { type: 'string' },
      gpu: { type: 'string' },
      'no-open': { type: 'boolean' },
      'model-host': { type: 'string', multiple: true },
    });
    return parseArgs({ args, options }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SetupFailure(
      `${reason}\nUsage: npm start -- [--port ${PORT}] [--no-open] [--gpu high] [--model-host URL]`,
    );
  }
}
