/** A text as it is searched, and where its characters come from. */
export interface FoldedText {
  /** Without case, accents and kinds of white space, with ligatures taken apart; no white space but U+0020. */
  readonly text: string;
  /** For each UTF-16 unit of `text` the offset in the original of the character that it comes from; ascending. */
  readonly offsets: readonly number[];
}

/** Folds texts; what characters it has folded once it knows. */
export class TextFolder {
  readonly #known = new Map<string, string>();

  fold(original: string): FoldedText {
    let text = '';
    let offset = 0;
    const offsets: number[] = [];
    for (const character of original.match(CHARACTERS) ?? []) {
      const folded = this.#foldCharacter(character);
      for (let i = 0; i < folded.length; i++) offsets.push(offset);
      text += folded;
      offset += character.length;
    }
    return { text, offsets };
  }

  #foldCharacter(character: string): string {
    const known = this.#known.get(character);
    if (known !== undefined) return known;
    const folded = foldCharacter(character);
    this.#known.set(character, folded);
    return folded;
  }
}

/** White space, or a character with the marks upon it. */
const CHARACTERS = /\s+|\P{M}\p{M}*|\p{M}+/gu;

function foldCharacter(character: string): string {
  if (character.trim() === '') return ' ';
  return (EQUIVALENTS[character] ?? character)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) => EQUIVALENTS[letter] ?? letter)
    .normalize('NFC');
}

/**
 * Marks that a search looks through: accents, Arabic and Hebrew vowels, and what is not seen at all. The marks of
 * kana and of the scripts of India and Thailand are letters of their own.
 */
const ACCENTS = /(?!\u3099|\u309A)(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]|\p{Cf}/gu;

/** What Unicode does not take apart, and signs that are typed as others. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  ʻ: "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};
