import { SetupFailure } from './failure.mjs';

const OLDEST = { major: 20, minor: 19 }; // what Vite 8 asks for; the same as "engines" in package.json

/** @throws {SetupFailure} under a Node that is too old */
export function requireNodeVersion() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem) throw new SetupFailure(problem);
}

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | null} a sentence for the person at the terminal
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return null;
  return `SuperWhisper2 needs Node ${OLDEST.major}.${OLDEST.minor} or newer; this is Node ${version}. Get it from https://nodejs.org.`;
}
