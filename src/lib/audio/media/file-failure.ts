import { AppError, CancelledError } from '../../core/errors';

/**
 * What a failure of reading `file` means: 'file-unreadable' where it is no longer there, which is asked of the file
 * itself; else 'audio-damaged'. What is an AppError or a cancellation stays as it is.
 */
export async function fileFailure(thrown: unknown, file: File): Promise<Error> {
  if (thrown instanceof AppError || thrown instanceof CancelledError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = (await isReadable(file)) ? 'audio-damaged' : 'file-unreadable';
  return new AppError(code, message, { cause: thrown });
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
