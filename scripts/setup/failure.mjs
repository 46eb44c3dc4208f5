/** Something a person can act on: `message` is the whole of what they are shown. */
export class SetupFailure extends Error {
  /** @override */
  name = 'SetupFailure';
}

/**
 * Runs a script's main function. A SetupFailure ends it with its sentence and exit code 1, anything else is a
 * mistake of ours and keeps its stack.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (thrown) {
    console.error(thrown instanceof SetupFailure ? `\n${thrown.message}` : thrown);
    process.exitCode = 1;
  }
}
