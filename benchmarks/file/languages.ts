import { evaluateClips } from '../lib/evaluate-clips';
import { openEvaluation } from '../lib/evaluation-page';
import { summarize } from '../lib/evaluation-summary';
import { figure, type Findings } from '../lib/figures';
import type { Share } from '../lib/language-accuracy';
import type { Clip } from '../../testing/audio/manifest';

const LANGUAGES = ['fr', 'en'];
/** As language-accuracy counts them. */
const MIN_CLIP_SECONDS = 2;

/** How well French and English are told apart: clips in one of them, and recordings in which they take turns. */
export async function measureLanguages(manifest: readonly Clip[]): Promise<Findings> {
  const clips = manifest.filter(({ isSpeech, language, durationSeconds, prompts }) =>
    prompts.length > 0
      ? language === null
      : isSpeech && LANGUAGES.includes(language ?? '') && durationSeconds >= MIN_CLIP_SECONDS,
  );
  const page = await openEvaluation(
    clips.map(({ path }) => path),
    'q8_0',
  );
  const results = await evaluateClips(page, clips, { automatic: true, languages: LANGUAGES });
  await page.close();
  const { language } = summarize(results, true);
  if (!language) throw new Error('an automatic run has no language accuracy');
  const share = ({ right, of }: Share) => [right / of];
  return {
    figures: [
      figure('language.accuracy', 'share', share(language.clips)),
      ...Object.values(language.recordings).map(({ prompts }) =>
        figure('language.prompt_accuracy', 'share', share(prompts)),
      ),
    ],
    details: language,
  };
}
