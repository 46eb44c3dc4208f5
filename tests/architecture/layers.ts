import type { Import } from './imports';
import { threadProblems, threadsOf } from './threads';

interface Rule {
  readonly layers: readonly string[];
  /** Layers of which only types may be imported. */
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
}

/** Who may import whom, besides themselves. ARCHITECTURE.md says why. */
const RULES: Readonly<Record<string, Rule>> = {
  core: { layers: [], packages: ['js-tiktoken', 'base64-js'] },
  protocol: { layers: ['core'] },
  library: { layers: ['core'], packages: ['idb', '@zip.js/zip.js', 'base64-js', 'valibot'] },
  runtime: { layers: ['protocol', 'core'], packages: ['onnxruntime-web'] },
  audio: {
    layers: ['protocol', 'core', 'runtime'],
    packages: ['mediabunny', '@ricky0123/vad-web', 'onnxruntime-web'],
  },
  inference: { layers: ['protocol', 'core', 'runtime'], packages: ['hash-wasm', 'onnxruntime-web'] },
  metrics: { layers: ['library', 'protocol', 'core', 'runtime'] },
  app: {
    layers: ['inference', 'audio', 'metrics', 'library', 'protocol', 'core'],
    packages: [
      ...['svelte', '$app', 'workbox-window'],
      ...['prosemirror-history', 'prosemirror-model', 'prosemirror-state'],
    ],
  },
  components: {
    layers: ['core'],
    typesOf: ['app'],
    packages: [
      'svelte',
      'prosemirror-commands',
      'prosemirror-history',
      'prosemirror-keymap',
      'prosemirror-state',
      'prosemirror-view',
      'uplot',
    ],
  },
  routes: {
    layers: ['components', 'app', 'core'],
    packages: ['svelte', '$app', '@sveltejs/kit', '@fontsource-variable/source-serif-4'],
  },
  hooks: { layers: [], packages: ['@sveltejs/kit'] },
  'service-worker': {
    layers: ['library', 'protocol', 'core'],
    packages: ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'],
  },
};

/** What is wrong with one import of one file, as sentences that name both; empty where nothing is. */
export function layerProblems(path: string, { target, kind, specifier }: Import): string[] {
  const layer = layerOf(path);
  const rule = layer === null ? undefined : RULES[layer];
  if (!rule) return [`${path} lies in no layer`];
  if (target.kind === 'package') {
    if (!rule.packages?.includes(target.name))
      return [`${path} (${layer}) may not import the package ${specifier}`];
    return onnxruntimeProblems(path, layer, target.name, kind);
  }
  const targetLayer = layerOf(target.path);
  const threads = kind === 'worker-url' ? [] : threadProblems(path, target.path);
  if (targetLayer === layer) return threads;
  // Something beside the layers: the page's stylesheet, an image.
  if (targetLayer === null)
    return isAsset(target.path) ? [] : [`${path} imports ${target.path}, which is in no layer`];
  if (rule.layers.includes(targetLayer)) return threads;
  if (rule.typesOf?.includes(targetLayer)) {
    return kind === 'type'
      ? []
      : [`${path} (${layer}) may import only types of ${target.path} (${targetLayer})`];
  }
  return [`${path} (${layer}) may not import ${target.path} (${targetLayer})`];
}

/** The layer a path of src/ belongs to. */
export function layerOf(path: string): string | null {
  if (path.startsWith('src/routes/')) return 'routes';
  if (path.startsWith('src/service-worker')) return 'service-worker';
  if (path.startsWith('src/hooks.')) return 'hooks';
  return /^src\/lib\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isAsset(path: string): boolean {
  return /\.(?:css|svg|png|wasm|onnx)$/.test(path);
}

function onnxruntimeProblems(
  path: string,
  layer: string | null,
  name: string,
  kind: Import['kind'],
): string[] {
  if (name !== 'onnxruntime-web' || layer === 'runtime') return [];
  if (kind === 'type' && !threadsOf(path)?.includes('page')) return [];
  return [`${path} may not import onnxruntime-web: src/lib/runtime loads it, workers may import its types`];
}
