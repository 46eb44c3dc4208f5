import { posix } from 'node:path';
import ts from 'typescript';
import { nodesOf, parseSource, type SourceFile } from './source-file';

export interface Import {
  /** As written, without the query that Vite reads (`?url`). */
  readonly specifier: string;
  /** Where it leads: a path in src/, or a package by its name. */
  readonly target:
    { readonly kind: 'file'; readonly path: string } | { readonly kind: 'package'; readonly name: string };
  /** `worker-url` names a file for another thread and runs nothing of it here. */
  readonly kind: 'value' | 'type' | 'worker-url';
}

/** Everything a file imports: static, dynamic, re-exported, or as the address of a worker. */
export function importsOf(file: SourceFile, knownPaths: ReadonlySet<string>): Import[] {
  return [...nodesOf(parseSource(file))].flatMap((node) => {
    const found = specifierOf(node);
    if (!found) return [];
    const [specifier = '', query = ''] = found.specifier.split('?', 2);
    const kind = /\bworker\b/.test(query) ? 'worker-url' : found.kind;
    return [{ specifier, kind, target: resolve(file.path, specifier, knownPaths) }];
  });
}

function specifierOf(node: ts.Node): { specifier: string; kind: Import['kind'] } | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (!node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return null;
    return { specifier: node.moduleSpecifier.text, kind: isTypeOnly(node) ? 'type' : 'value' };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ts.isStringLiteral(node.argument.literal)
      ? { specifier: node.argument.literal.text, kind: 'type' }
      : null;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteralLike(argument) ? { specifier: argument.text, kind: 'value' } : null;
  }
  return ts.isNewExpression(node) ? moduleUrl(node) : null;
}

/** `new URL('./x.worker.ts', import.meta.url)` */
function moduleUrl(node: ts.NewExpression): { specifier: string; kind: 'worker-url' } | null {
  const [path, base] = node.arguments ?? [];
  const isUrl = ts.isIdentifier(node.expression) && node.expression.text === 'URL';
  if (!isUrl || !path || !ts.isStringLiteralLike(path) || !path.text.startsWith('.')) return null;
  return base && ts.isPropertyAccessExpression(base) && base.name.text === 'url'
    ? { specifier: path.text, kind: 'worker-url' }
    : null;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((each) => each.isTypeOnly);
}

function resolve(from: string, specifier: string, knownPaths: ReadonlySet<string>): Import['target'] {
  const isLibrary = specifier === '$lib' || specifier.startsWith('$lib/');
  if (!isLibrary && !specifier.startsWith('.')) return { kind: 'package', name: packageOf(specifier) };
  const path = isLibrary
    ? specifier.replace('$lib', 'src/lib')
    : posix.normalize(posix.join(posix.dirname(from), specifier));
  const candidates = [path, `${path}.ts`, `${path}.svelte.ts`, path.replace(/\.js$/, '.ts')];
  return { kind: 'file', path: candidates.find((each) => knownPaths.has(each)) ?? path };
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
