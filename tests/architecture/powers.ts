import ts from 'typescript';
import { layerOf } from './layers';
import { nodesOf, parseSource, type SourceFile } from './source-file';

const NETWORK = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'sendBeacon',
  'RTCPeerConnection',
];
const RUNES = ['$state', '$derived', '$effect', '$props'];
const MAX_LINES = 250;

/** The privacy promise: the only files that can send or fetch anything. Adding one is a decision, not a fix. */
const MAY_USE_NETWORK = [
  /^src\/lib\/inference\/download\/watched-fetch\.ts$/,
  /^src\/lib\/runtime\//,
  /^src\/service-worker\//,
];

/** What a file may not do although it compiles, as sentences that name the file. */
export function powerProblems(file: SourceFile): string[] {
  return [
    ...networkProblems(file),
    ...runeProblems(file),
    ...htmlProblems(file),
    ...stateProblems(file),
    ...lengthProblems(file),
  ];
}

function networkProblems(file: SourceFile): string[] {
  if (MAY_USE_NETWORK.some((pattern) => pattern.test(file.path))) return [];
  // A component's markup may hold code as well, which its scripts' tree does not show.
  const calls = (name: string) => new RegExp(`(?<![\\w-])${name}\\s*\\(`).test(file.text);
  const identifiers = file.path.endsWith('.svelte') ? null : identifiersOf(file);
  const used = NETWORK.filter((name) => (identifiers ? identifiers.has(name) : calls(name)));
  return used.map((name) => `${file.path} may not reach the network (${name})`);
}

function runeProblems(file: SourceFile): string[] {
  if (/\.svelte(?:\.ts)?$/.test(file.path)) return [];
  const identifiers = identifiersOf(file);
  return RUNES.filter((name) => identifiers.has(name)).map(
    (name) => `${file.path} uses ${name}: runes belong in .svelte and .svelte.ts files`,
  );
}

function htmlProblems({ path, text }: SourceFile): string[] {
  return path.endsWith('.svelte') && text.includes('{@html') ? [`${path} may not use {@html}`] : [];
}

function stateProblems(file: SourceFile): string[] {
  if (layerOf(file.path) !== 'core' && layerOf(file.path) !== 'protocol') return [];
  return parseSource(file)
    .statements.filter((statement) => ts.isVariableStatement(statement))
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) === 0)
    .map(() => `${file.path} holds state at module level (let)`);
}

function lengthProblems({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > MAX_LINES ? [`${path} has ${lines} lines, more than ${MAX_LINES}`] : [];
}

function identifiersOf(file: SourceFile): Set<string> {
  return new Set(
    [...nodesOf(parseSource(file))].filter((node) => ts.isIdentifier(node)).map(({ text }) => text),
  );
}
