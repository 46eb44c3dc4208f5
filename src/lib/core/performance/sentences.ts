/** Languages of the sentences that a person reads aloud. */
export type SentenceLanguage = 'en' | 'fr';

/**
 * Sentences of 8 to 14 words with the sounds of their language, the first one with names and a number. Numbers that are
 * written as digits or in letters by turns are not in them.
 */
export const SENTENCES: Readonly<Record<SentenceLanguage, readonly string[]>> = {
  en: [
    'Margaret and Thomas bought three lemons at the market in Oxford.',
    'She put the blue folder on the shelf beside the kitchen window.',
    'We usually walk along the river before breakfast when the weather is clear.',
    'Please check whether the invoice was paid before you call them back.',
    'A small engine hummed quietly while the children judged the paper boats.',
    'Although the choice was difficult, everyone enjoyed the voyage to the north.',
  ],
  fr: [
    'Marguerite et Thomas ont acheté trois citrons au marché de Lyon.',
    'Le dossier bleu se trouve sur l’étagère, à côté de la fenêtre.',
    'Nous marchons souvent le long de la rivière avant le petit déjeuner.',
    'Vérifiez si la facture a été payée avant de les rappeler.',
    'Un vieux jardinier cueillait des feuilles d’oseille sous un grand chêne.',
    'Malgré le brouillard épais, chacun appréciait le voyage vers la montagne.',
  ],
};
