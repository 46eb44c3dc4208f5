import { readManifest, type Clip } from '../../testing/audio/manifest';
import { MANIFEST } from '../file/clips';
import { figure, type Findings } from '../lib/figures';
import { openClipReader } from './clip-reader';
import { clipSamples } from './clip-samples';
import type { ImportedFormat } from './imported-formats';
import { ROUNDED_FORMAT } from './written-formats';

const CLIPS_PER_LANGUAGE = 10;
const LANGUAGES = ['en', 'fr'];
const SECONDS = { least: 2, most: 12 };

/** How many of 20 clips have the text that the app's own model writes, read with the model of each format. */
export async function compareTexts(imported: readonly ImportedFormat[], ownModel: Blob): Promise<Findings> {
  const clips = chosenClips();
  const expected = await textsOf(ownModel, clips);
  const figures = [];
  const differences: Record<string, readonly unknown[]> = {};
  for (const { format, file } of imported) {
    if (format === ROUNDED_FORMAT.values) continue;
    const texts = await textsOf(file, clips);
    const isSame = (clip: Clip) => texts.get(clip) === expected.get(clip);
    figures.push(figure(`texts.${format}.identical`, 'count', [clips.filter(isSame).length]));
    differences[format] = clips
      .filter((clip) => !isSame(clip))
      .map((clip) => ({ file: clip.file, text: texts.get(clip), expected: expected.get(clip) }));
    console.log(`${format}: ${differences[format].length} of ${clips.length} texts differ`);
  }
  const texts = clips.map((clip) => ({ file: clip.file, text: expected.get(clip) }));
  return { figures, details: { texts, differences } };
}

/** The first of each language that are read here. */
function chosenClips(): readonly Clip[] {
  const clips = readManifest(MANIFEST).filter(
    ({ path, isSpeech, durationSeconds }) =>
      isSpeech &&
      path.endsWith('.wav') &&
      durationSeconds >= SECONDS.least &&
      durationSeconds <= SECONDS.most &&
      clipSamples(path) !== null,
  );
  return LANGUAGES.flatMap((language) =>
    clips.filter((clip) => clip.language === language).slice(0, CLIPS_PER_LANGUAGE),
  );
}

async function textsOf(model: Blob, clips: readonly Clip[]): Promise<ReadonlyMap<Clip, string>> {
  const reader = await openClipReader(model);
  try {
    const texts = new Map<Clip, string>();
    for (const clip of clips) texts.set(clip, await reader.read(clip));
    return texts;
  } finally {
    await reader.close();
  }
}
