import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelShard } from '../../src/lib/core/models/model-manifest';

/** What ShardWriter has written, as a manifest names it. */
export interface WrittenShards {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly shards: readonly ModelShard[];
}

interface OpenShard {
  readonly file: string;
  readonly handle: FileHandle;
  readonly hash: Hash;
  sizeBytes: number;
}

/** Cuts a stream of bytes into numbered files of at most `shardBytes`. */
export class ShardWriter {
  private readonly hash = createHash('sha256');
  private readonly closed: ModelShard[] = [];
  private current: OpenShard | undefined;

  constructor(
    private readonly folder: string,
    private readonly fileName: string,
    private readonly shardBytes: number,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    for (let offset = 0; offset < bytes.byteLength;) {
      const shard = (this.current ??= await this.openShard());
      const part = bytes.subarray(offset, offset + this.shardBytes - shard.sizeBytes);
      await shard.handle.writeFile(part);
      shard.hash.update(part);
      shard.sizeBytes += part.byteLength;
      offset += part.byteLength;
      if (shard.sizeBytes === this.shardBytes) await this.closeShard();
    }
  }

  async close(): Promise<WrittenShards> {
    await this.closeShard();
    const sizeBytes = this.closed.reduce((sum, shard) => sum + shard.sizeBytes, 0);
    return { sizeBytes, sha256: this.hash.digest('hex'), shards: this.closed };
  }

  private async openShard(): Promise<OpenShard> {
    const file = `${this.fileName}.${String(this.closed.length).padStart(2, '0')}`;
    const handle = await open(join(this.folder, file), 'w');
    return { file, handle, hash: createHash('sha256'), sizeBytes: 0 };
  }

  private async closeShard(): Promise<void> {
    if (this.current === undefined) return;
    const { file, handle, hash, sizeBytes } = this.current;
    this.current = undefined;
    await handle.close();
    this.closed.push({ file, sizeBytes, sha256: hash.digest('hex') });
  }
}
