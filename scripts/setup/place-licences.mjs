import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { inRepository } from './repository.mjs';

/** Development packages of which code is in the built pages. */
const BUILT_IN = ['svelte', '@sveltejs/kit'];
/** Packages that run beside the app on a person's machine, and are no part of it. */
const BESIDE = ['chrome-launcher', 'send'];
/** Not packages: what they are and where their licence stands. */
const CONTENT = [
  ['The speech model, Whisper base', 'static/models/README.md'],
  ['The sample recordings', 'static/samples/README.md'],
];

/** @typedef {{ dependencies?: Record<string, string>; version?: string; license?: string }} Locked */

/**
 * Writes licences.txt into a build: all packages that are in the app, and in them, with their licence texts.
 *
 * @param {string} folder the built app
 * @throws {SetupFailure} where a package does not name its licence
 */
export function placeLicences(folder) {
  const parts = shippedPackages().map(({ path, version, license }) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!license) throw new SetupFailure(`${name} does not name its licence.`);
    return `${name} ${version}\n${license}\n\n${licenceText(path)}`;
  });
  const content = CONTENT.map(
    ([title, file = '']) => `${title}\n\n${readFileSync(inRepository(file), 'utf8')}`,
  );
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const own = `SuperWhisper2\n\n${readFileSync(inRepository('LICENSE'), 'utf8')}`;
  writeFileSync(join(folder, 'licences.txt'), `${[own, ...content, ...parts].join(rule)}\n`);
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

/** @param {string} path */
function licenceText(path) {
  const folder = inRepository(path);
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name));
  return files.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}
