import { describe, expect, test } from 'vitest';
import { AppError, isStorageFull, toAppError } from '../../../src/lib/core/errors';

describe('what was thrown, as an AppError', () => {
  test('keeps the code that it has', () => {
    const thrown = new AppError('file-unreadable', 'gone');
    expect(toAppError(thrown, 'storage-failed')).toBe(thrown);
  });

  test('is a full disk wherever the browser refuses to keep more, whatever was done', () => {
    const full = new DOMException('no room', 'QuotaExceededError');
    expect(isStorageFull(full)).toBe(true);
    expect(toAppError(full)).toMatchObject({ code: 'storage-full', cause: full });
    expect(toAppError(full, 'model-download-failed').code).toBe('storage-full');
  });

  test('has the code that is given for anything else', () => {
    expect(toAppError(new DOMException('', 'InvalidStateError'), 'storage-failed').code).toBe(
      'storage-failed',
    );
    expect(toAppError('text')).toMatchObject({ code: 'internal', message: 'text' });
  });
});
