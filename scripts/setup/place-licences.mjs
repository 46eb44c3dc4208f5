import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { inRepository } from './repository.mjs';

/** Development packages of which code is in the built pages. */
const BUILT_IN = ['svelte', '@sveltejs/kit'];
/** Packages that run beside the app on a person's machine, and are no part of it. */
const BESIDE = ['chrome-launcher', 'send'];
/** Texts that packages do not bring; licences/README.md says where they come from. @type {Record<string, string[]>} */
const KEPT_TEXTS = {
  '@ricky0123/vad-web': ['vad-web.txt', 'silero-vad.txt'],
  'guid-typescript': ['guid-typescript.txt'],
  'js-tiktoken': ['js-tiktoken.txt'],
  'onnxruntime-common': ['onnxruntime.txt'],
  'onnxruntime-web': ['onnxruntime.txt', 'onnxruntime-notices.txt'],
};
/** Not packages: what they are, and what says their origin and licence. @type {[string, string[]][]} */
const CONTENT = [
  ['The speech model, Whisper base', ['static/models/README.md']],
  [
    'The sample recordings, the phrases of the benchmark, and the clip that graphics cards are tested with',
    ['static/samples/README.md', 'static/clips/README.md', 'scripts/setup/licences/cc-by-sa-3.0.txt'],
  ],
];

/** @typedef {{ dependencies?: Record<string, string>; version?: string; license?: string }} Locked */

/**
 * Writes licences.txt into a build: all packages that are in the app, and in them, with their licence texts.
 *
 * @param {string} folder the built app
 * @throws {SetupFailure} where a package does not name its licence, or has no text of it
 */
export function placeLicences(folder) {
  const parts = shippedPackages().map(({ path, version, license }) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!license) throw new SetupFailure(`${name} does not name its licence.`);
    return `${name} ${version}\n${license}\n\n${licenceText(name, inRepository(path))}`;
  });
  const content = CONTENT.map(([title, files]) => [title, ...files.map(readText)].join('\n\n'));
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const own = `SuperWhisper2\n\n${readText('LICENSE')}`;
  writeFileSync(join(folder, 'licences.txt'), `${[own, ...content, ...parts].join(rule)}\n`);
}

/**
 * The text of a package's licence: its own files, and what is kept here for it.
 *
 * @param {string} name
 * @param {string} folder where it is installed
 * @throws {SetupFailure} where there is none
 */
export function licenceText(name, folder) {
  const files = readdirSync(folder).filter((each) => /^(?:licen[cs]e|copying|notice)/i.test(each));
  const own = files.map((each) => readFileSync(join(folder, each), 'utf8').trim());
  const kept = (KEPT_TEXTS[name] ?? []).map((file) => readText(`scripts/setup/licences/${file}`));
  const text = [...own, ...kept].join('\n\n').trim();
  if (text === '')
    throw new SetupFailure(`${name} has no text of its licence: keep one in scripts/setup/licences.`);
  return text;
}

/** @param {string} file in the repository */
function readText(file) {
  return readFileSync(inRepository(file), 'utf8').replaceAll('\r', '').trim();
}

/** The app's own dependencies and theirs, by path, from the lockfile. */
function shippedPackages() {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
  /** @type {Map<string, Locked>} */
  const found = new Map();
  /** @param {string} name @param {string} from */
  const add = (name, from) => {
    const path = findPath(packages, name, from);
    // Types are for the compiler: nothing of them is shipped.
    if (path === null || found.has(path) || name.startsWith('@types/')) return;
    const locked = packages[path] ?? {};
    found.set(path, locked);
    for (const each of Object.keys(locked.dependencies ?? {})) add(each, path);
  };
  const direct = Object.keys(packages['']?.dependencies ?? {}).filter((name) => !BESIDE.includes(name));
  for (const name of direct) add(name, '');
  for (const name of BUILT_IN) found.set(`node_modules/${name}`, packages[`node_modules/${name}`] ?? {});
  return [...found]
    .map(([path, locked]) => ({ path, version: locked.version, license: locked.license }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/**
 * Where Node finds a package that another one needs: in its own folder, or in one above.
 *
 * @param {Record<string, Locked>} packages
 * @param {string} name
 * @param {string} from
 */
function findPath(packages, name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return null;
  }
}
