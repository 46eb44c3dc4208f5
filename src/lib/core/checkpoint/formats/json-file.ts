import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';
import { readSlice } from './byte-reader';
import { isRecord } from '../../is-record';

/**
 * Reads a small text file as UTF-8.
 *
 * @param what names the file in errors
 * @throws AppError 'model-corrupt' if it is longer than `mostBytes`, which is nothing that was meant to be read, or no UTF-8
 * @throws AppError 'file-unreadable' if the file itself cannot be read
 */
export async function readTextFile(file: ByteFile, what: string, mostBytes: number): Promise<string> {
  if (file.size > mostBytes) throw corrupt(`${what} is ${file.size} bytes long`);
  return decodeText(await readSlice(file, 0, file.size), what);
}

/** Text of bytes. @throws AppError 'model-corrupt' naming `what` if they are no UTF-8 */
export function decodeText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw corrupt(`${what} is not UTF-8`, cause);
  }
}

/** The object that a text of JSON is. @throws AppError 'model-corrupt' naming `what` if it is none */
export function parseJsonObject(text: string, what: string): Readonly<Record<string, unknown>> {
  const value = parse(text, what);
  if (!isRecord(value)) throw corrupt(`${what} is not a JSON object`);
  return value;
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Not only a SyntaxError: where brackets nest too deep, some browsers run out of stack.
    throw corrupt(`${what} is not JSON`, cause);
  }
}

function corrupt(message: string, cause?: unknown): AppError {
  return new AppError('model-corrupt', message, { cause });
}
