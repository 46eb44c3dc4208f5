import type { LanguageChoice } from '../../src/lib/core/recognition/language-choice';
import type { EvaluationOptions } from '../../src/lib/app/evaluation/evaluation';
import type { EvaluationPage } from './evaluation-page';
import type { EvaluationRow, Labelled } from './evaluation-summary';
import type { Clip } from '../../testing/audio/manifest';

export interface ClipEvaluation {
  /** Of the whole clip; where it is given, clips without one choose among `languages`. */
  readonly automatic: boolean;
  readonly languages: readonly string[];
  readonly options?: EvaluationOptions;
}

/**
 * Transcribes labelled recordings one after the other. One that fails has its error in its row.
 *
 * @param clips those that the page was opened with
 */
export async function evaluateClips(
  page: EvaluationPage,
  clips: readonly Clip[],
  evaluation: ClipEvaluation,
): Promise<readonly Labelled[]> {
  const results: Labelled[] = [];
  for (const [index, clip] of clips.entries()) {
    const row = await evaluateClip(page, index, clip, evaluation);
    results.push({ clip, row });
    console.log(
      `${index + 1}/${clips.length} ${clip.file} ${row.processingSeconds.toFixed(2)} s: ${row.error ?? row.text}`,
    );
  }
  return results;
}

async function evaluateClip(
  page: EvaluationPage,
  index: number,
  clip: Clip,
  { automatic, languages, options }: ClipEvaluation,
): Promise<EvaluationRow> {
  const language: LanguageChoice =
    automatic || clip.language === null
      ? { kind: 'automatic', languages }
      : { kind: 'given', language: clip.language };
  try {
    const { segments, ...figures } = await page.transcribe(index, language, options);
    if (figures.endedEarly) console.warn(`${clip.file} breaks off after ${figures.audioSeconds} s`);
    const text = segments.map((segment) => segment.text).join(' ');
    const { detectedLanguage, audioSeconds, processingSeconds, retried } = figures;
    return {
      file: clip.file,
      language: clip.language,
      detectedLanguage,
      text,
      segments,
      audioSeconds,
      processingSeconds,
      retried,
      error: null,
    };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : String(thrown);
    const nothing = {
      detectedLanguage: null,
      text: '',
      segments: [],
      audioSeconds: 0,
      processingSeconds: 0,
      retried: 0,
    };
    return { file: clip.file, language: clip.language, ...nothing, error };
  }
}
