import { contentOf } from '../../library/backup/recording-format';
import type { ZipArchive } from '../../library/backup/zip-archive';
import type { RecordingLibrary } from '../../library/recording-library';
import type { WholeRecording } from '../../library/whole-recording';

/** Thrown to end the reading of an entry that is already known to differ. */
class Differs extends Error {}

export interface PlaceParts {
  readonly archive: ZipArchive;
  /** The entry with its sound; null where there is none. */
  readonly sound: string | null;
  readonly library: Pick<RecordingLibrary, 'whole' | 'sound'>;
}

/** `without-sound`: its text is here, and the sound that comes is missing. */
export interface Place {
  readonly id: string;
  readonly is: 'new' | 'known' | 'without-sound';
}

/**
 * Where a recording that comes is to be kept: under its own id, or, where another content has that, under one that
 * follows from its content. So a second import finds what the first one has brought.
 *
 * @throws ArchiveError where its sound cannot be read
 */
export async function findPlace(whole: WholeRecording, parts: PlaceParts): Promise<Place> {
  const { archive, sound, library } = parts;
  const content = contentOf(whole);
  for (let { id } = whole.recording; ; id = await idFrom(`${id}\n${content}`)) {
    const kept = await library.whole(id);
    if (!kept) return { id, is: 'new' };
    if (contentOf(kept) !== content) continue;
    if (sound === null) return { id, is: 'known' };
    const keptSound = await library.sound(id);
    if (!keptSound) return { id, is: 'without-sound' };
    if (await isSame(keptSound, archive, sound)) return { id, is: 'known' };
  }
}

async function isSame(kept: Blob, archive: ZipArchive, entry: string): Promise<boolean> {
  if (kept.size !== archive.sizeOf(entry)) return false;
  let offset = 0;
  try {
    await archive.read(entry, async (piece) => {
      const own = new Uint8Array(await kept.slice(offset, offset + piece.length).arrayBuffer());
      if (own.some((byte, index) => byte !== piece[index])) throw new Differs();
      offset += piece.length;
    });
    return true;
  } catch (thrown) {
    if (thrown instanceof Differs) return false;
    throw thrown;
  }
}

async function idFrom(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
