import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vocabularies } from '../../src/lib/core/checkpoint/checkpoint-files';
import { readGgmlVocabulary } from '../../src/lib/core/checkpoint/formats/ggml-reader';
import { importModel } from '../../src/lib/inference/import/import-model';
import { defaultModelFile } from '../../testing/models/default-model';
import { broughtFolder } from './brought-folder';
import { FileModelStore } from './file-model-store';
import { peakBytes } from './own-process';

/** What one import took, in a process of its own. */
export interface MeasuredImport {
  readonly seconds: number;
  /** Of the process, right before the import. */
  readonly beforeBytes: number;
  /** Of the process, at any time. */
  readonly peakBytes: number;
  readonly writtenBytes: number;
}

const [source = '', target = '', out = ''] = process.argv.slice(2);
const multilingual = async () => readGgmlVocabulary(await defaultModelFile());
const english = () => Promise.reject(new Error('no checkpoint of this benchmark is English'));
writeFileSync(out, JSON.stringify(await measure({ multilingual, english })));

async function measure(vocabularies: Vocabularies): Promise<MeasuredImport> {
  const files = await broughtFolder(source);
  const folder = mkdtempSync(join(target, 'models-'));
  const beforeBytes = process.memoryUsage().rss;
  const startMs = performance.now();
  const model = await importModel(files, {
    store: new FileModelStore(folder),
    vocabularies,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    freeBytes: () => Promise.resolve(null),
  });
  const seconds = (performance.now() - startMs) / 1000;
  rmSync(folder, { recursive: true });
  return { seconds, beforeBytes, peakBytes: peakBytes(), writtenBytes: model.sizeBytes };
}
