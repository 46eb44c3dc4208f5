/**
 * Small words that are written with a capital only where a sentence begins, and begin no name that follows an
 * abbreviation: English, French, German, Spanish, Portuguese, Italian, Dutch. "Van", "De" and "Du" are missing on
 * purpose.
 */
const STARTERS: ReadonlySet<string> = new Set(
  `the then there they this that these those he she it we you i but and or so if when while after before because however
  although since in on at for from with as my your his her its our their what who where why how now here an also
  il elle ils elles nous vous je tu ce cet cette ces cela ça puis mais et ou donc or car alors ensuite quand lorsque si dans
  sur pour par avec sans chez en au aux un une mon ma mes son sa ses notre nos votre leur leurs qui que quoi où comment
  pourquoi cependant après avant pendant depuis le la les c' j' l' qu' n' s'
  er sie es wir ihr ich das dies diese dieser dieses dann aber und oder denn doch wenn als nach vor weil jedoch im am an auf
  für von mit bei zu zum zur wie was wer wo warum nicht nun hier auch ein eine einen einem der die den dem
  él ella ellos ellas yo usted ustedes nosotros esto este esta estos estas eso ese esa entonces pero y o porque cuando después
  antes por con sin los las lo el su sus mi mis nuestro qué quién dónde cómo también ahora aquí
  ele ela eles elas eu você vocês nós isto isso esse essa então mas quando depois antes em no na nos nas com sem um uma os as
  seu sua meu minha quem onde como não também agora aqui
  lui lei loro io noi voi egli questo questa questi queste quello quella poi perché dopo prima nel nella per uno gli i che chi
  dove come non anche ora qui
  hij zij ze het wij jij je ik dit dat deze maar en toen na voor omdat met bij een de mijn zijn haar ons hun wat wie waar
  waarom hoe niet ook nu`.split(/\s+/u),
);

const FIRST_WORD = /^[\s\p{Ps}\p{Pi}"'„–—-]*(\p{Lu}\p{Ll}*)(['’]?)(?=\P{L}|$|(?<=['’])\p{L})/u;
/** Spanish says so itself. */
const OPENS_SENTENCE = /^\s*[¿¡]/u;

/** Whether a text begins as only a new sentence does. */
export function startsAsSentence(text: string, minLetters = 1): boolean {
  if (OPENS_SENTENCE.test(text)) return true;
  const [, first = '', apostrophe = ''] = FIRST_WORD.exec(text) ?? [];
  const word = first.toLowerCase();
  if (word.length < minLetters) return false;
  return STARTERS.has(word)
    ? apostrophe === '' || word.length > 1
    : apostrophe !== '' && STARTERS.has(`${word}'`);
}

/**
 * Whether a text breaks off at a word that leads to another: an article, a preposition, a conjunction. Pronouns and adverbs
 * such as "it" and "now" may be the last.
 */
export function isDangling(text: string): boolean {
  const [, last = ''] = /([\p{L}]+['’]?)\s*$/u.exec(text) ?? [];
  return LEADING.has(last.toLowerCase().replace('’', "'"));
}

const LEADING: ReadonlySet<string> = new Set(
  `the a an and or but if when while because since of to at for from with as my your his its our their that which who very
  le la les un une des du de au aux et ou mais donc car que qui dans sur pour par avec sans chez en mon ma mes ton ta tes son
  sa ses notre votre leur leurs ce cet cette ces très c' j' l' d' qu' n' s' m' t'
  der die das den dem des ein eine einen einem einer und oder aber weil dass wenn im am von vom für zu zum zur bei mit sehr
  el los las una unos unas y o pero porque con por para del al mi su tu sus muy
  os uma e mas em no na nos nas pelo pela ao à às com sem do da dos das meu minha seu sua muito
  il lo gli i uno ed ma perché di del della dei delle nel nella per tra fra molto
  het een en of maar omdat van met voor naar bij zeer`.split(/\s+/u),
);
