import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { provenance } from '../lib/provenance';
import type { SpokenClip } from '../lib/spoken-clips';

/** What the product wrote of a clip alone, and which commit of it. */
interface AloneText {
  readonly file: string;
  readonly text: string;
  readonly commit: string;
}

/**
 * The texts of clips read alone, kept in a file beside the sources: a second run is fast, and is held against the same
 * texts whatever has changed in the product meanwhile. Without the file all clips are read again.
 */
export class AloneTexts {
  readonly #texts: Map<string, AloneText>;
  readonly #commit = provenance('benchmark').commit;

  constructor(private readonly path: string) {
    const kept: Record<string, AloneText> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    this.#texts = new Map(Object.entries(kept));
  }

  get({ samples }: SpokenClip): AloneText | null {
    return this.#texts.get(hashOf(samples)) ?? null;
  }

  /** @throws Error where the clip could not be read */
  keep({ file, samples }: SpokenClip, read: { readonly text: string; readonly error: string | null }): void {
    if (read.error !== null) throw new Error(`${file} could not be read alone: ${read.error}`);
    this.#texts.set(hashOf(samples), { file, text: read.text, commit: this.#commit });
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(Object.fromEntries(this.#texts), null, 1));
  }
}

function hashOf(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
