import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';

/** A file of src/ as the checks see it; tests make up their own. */
export interface SourceFile {
  /** From the repository's root, with slashes: `src/lib/core/errors.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript and Svelte file under a folder of the repository. */
export function readSources(folder: string): SourceFile[] {
  const root = new URL('../../', import.meta.url);
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}

/** The syntax tree of a file's TypeScript; of a component, that of its script blocks. */
export function parseSource({ path, text }: SourceFile): ts.SourceFile {
  const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
  return ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
}

/** Every node of a tree, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

function scriptsOf(component: string): string {
  return [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n');
}
