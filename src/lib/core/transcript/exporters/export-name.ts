/**
 * The name of an exported file: the recording's name with another extension. Whatever the recording is called, the
 * name can be written on Windows, macOS, Linux and Android: at most 120 UTF-16 units and 220 bytes, never empty.
 *
 * @param recordingName untrusted: a file name or a path
 * @param extension in ASCII, with its dot: ".srt"
 */
export function exportName(recordingName: string, extension: string): string {
  const stem = shorten(trimEnds(withoutExtension(readable(recordingName))), extension);
  return (RESERVED.test(stem) ? RESERVED_MARK + stem : stem) + extension;
}

const MAX_LENGTH = 120;
/** A name has 255 bytes on most systems; browsers add " (1)" and ".crdownload". */
const MAX_BYTES = 220;
const UNNAMED = 'transcript';

/** Names of devices on Windows, which they are also before a dot. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/iu;
const RESERVED_MARK = '_';

/** The last part of a path, in composed letters, without what is not seen or not allowed. */
function readable(recordingName: string): string {
  const parts = recordingName.split(/[/\\]/u).filter((part) => part.trim() !== '');
  return (parts.at(-1) ?? '')
    .normalize('NFC')
    .replace(/\s/gu, ' ')
    .replace(UNSEEN, '')
    .replace(/ +/gu, ' ')
    .replace(/[<>:"|?*]/gu, '_');
}

// Joiners stay, which emoji, Persian and Indian scripts are written with; signs that turn the reading order do not.
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F]/gu;
const SEEN = /[^\p{Z}\p{C}\p{M}]/u;

/** What stands behind the last dot is an extension if it is short and has a letter: ".m4a", but not ".2024". */
function withoutExtension(name: string): string {
  return name.replace(/\.(?=[0-9]*[a-z])[a-z0-9]{1,5}[.\s]*$/iu, '');
}

/** Windows drops dots and spaces at the end; a dot at the beginning hides a file. */
function trimEnds(stem: string): string {
  return stem.replace(/^[.\s]+|[.\s]+$/gu, '');
}

function shorten(stem: string, extension: string): string {
  const around = extension.length + RESERVED_MARK.length;
  let kept = '';
  let bytes = around;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(stem)) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > MAX_BYTES || kept.length + segment.length + around > MAX_LENGTH) break;
    kept += segment;
  }
  const trimmed = trimEnds(kept);
  return SEEN.test(trimmed) ? trimmed : UNNAMED;
}
