import type { LanguageProbability } from './language-detection';

/** What a single probe can say: one that is all sure may be a breath. */
const MAX_PROBABILITY = 0.98;
/** What a change of language costs, as the logarithm of a probability: more than one probe has to speak for it. */
const CHANGE_COST = 5;

/** The most probable row that ends in a language. */
interface Ending {
  readonly language: string;
  readonly cost: number;
  readonly row: readonly string[];
}

/**
 * The language of each of several probes in a row, of which a single one errs: the most probable row of languages, in
 * which a change is rare (Viterbi's algorithm).
 *
 * @param probes of one set of languages
 */
export function languageTrack(probes: readonly (readonly LanguageProbability[])[]): readonly string[] {
  const languages = (probes[0] ?? []).map(({ language }) => language);
  let ends: readonly Ending[] = languages.map((language) => ({ language, cost: 0, row: [] }));
  for (const probe of probes) {
    ends = languages.map((language) => {
      const costOf = (end: Ending) =>
        end.cost + (end.language === language || end.row.length === 0 ? 0 : CHANGE_COST);
      const best = ends.reduce((a, b) => (costOf(b) < costOf(a) ? b : a));
      return { language, cost: costOf(best) + languageCost(probe, language), row: [...best.row, language] };
    });
  }
  return [...ends].sort((a, b) => a.cost - b.cost)[0]?.row ?? [];
}

/** How little a probe sounds like a language: the negative logarithm of its probability, within bounds. */
export function languageCost(probe: readonly LanguageProbability[], language: string): number {
  const { probability = 0 } = probe.find((each) => each.language === language) ?? {};
  return -Math.log(Math.min(MAX_PROBABILITY, Math.max(1 - MAX_PROBABILITY, probability)));
}
