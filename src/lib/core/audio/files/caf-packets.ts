import { AppError } from '../../errors';
import { viewOf } from './file-bytes';
import type { CafHeader } from './caf-header';

/** Before the sizes: how many packets, how many samples, and how many of those are not to be heard. */
const TABLE_HEADER_BYTES = 24;
/** Of more than 24 hours, whatever the codec. */
const MAX_TABLE_BYTES = 32 * 2 ** 20;

/**
 * Sizes in bytes of the packets of a Core Audio file: numbers of seven bits a byte, the highest bit of which says that
 * more follow.
 *
 * @throws AppError 'audio-damaged' where there is no table
 */
export async function cafPacketSizes(file: Blob, { packetTable }: CafHeader): Promise<readonly number[]> {
  if (!packetTable) throw new AppError('audio-damaged', 'the CAF file does not say where its packets end');
  const { startByte, sizeBytes } = packetTable;
  const table = await viewOf(file, startByte, Math.min(sizeBytes, MAX_TABLE_BYTES));
  const sizes: number[] = [];
  let size = 0;
  for (let byte = TABLE_HEADER_BYTES; byte < table.byteLength; byte++) {
    const value = table.getUint8(byte);
    size = size * 128 + (value & 0x7f);
    if (value & 0x80) continue;
    sizes.push(size);
    size = 0;
  }
  return sizes;
}
