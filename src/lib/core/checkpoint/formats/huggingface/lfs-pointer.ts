import { AppError } from '../../../errors';

const MARK = /^version https:\/\/git-lfs\.github\.com\/spec\//;

/** True for the text, or its beginning, that Git has in place of a large file which it did not fetch. */
export function isLfsPointer(text: string): boolean {
  return MARK.test(text);
}

/** The error that says so. */
export function lfsPointerError(path: string): AppError {
  return new AppError(
    'model-unsupported',
    `${path} is a pointer of Git LFS and not the file itself: run "git lfs pull" in the repository`,
  );
}
