const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/**
 * What is written with a full stop and has something behind it: titles, and words such as "vs." and "z.B.". In English,
 * French, German, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Danish and Norwegian, without the last full stop.
 * Small letters stand for a capital at the beginning too.
 */
export const LEANING_ABBREVIATIONS = words(`
  Mr Mrs Ms Mx dr Messrs Hon vs cf viz i.e e.g approx incl excl
  Mme Mmes Mlle Mlles MM Mgr Dre Ste env
  Hr Hrn Fr bzw vgl ggf evtl bspw inkl exkl zzgl sog ca z.B d.h
  sra srta Sres dra dña Sto Sta aprox p.ej p.ex Exmo Exma
  sig sigg sig.ra sig.na dott dott.ssa avv egr
  mevr dhr drs bijv np tzw tzn bl.a t.ex f.eks`);

/** What may stand at the end of a sentence too. */
export const UNSURE_ABBREVIATIONS = words(`
  prof gen col sen rep gov capt cpt lt sgt maj cmdr adm rev pres jr sr inc ltd corp co bros dept univ assn gmbh ave blvd
  rd bd str resp
  Jan Feb Apr Aug Sept Sep Oct Okt Nov Dec Dez janv févr avr juil déc ene abr febbr genn
  St Mt Me v.Chr n.Chr Esq Ing Arch Rag`);

/** What has a number or a letter behind it, or else is a word like any other: "no.", "art.", "p.", "max.". */
export const NUMBERED_ABBREVIATIONS = words(`
  no nos nr nrs num núm art arts pp pág págs pag pagg fig figs vol vols ch chap cap cáp kap sec sect tel tél tlf abb abs
  ed éd op par para ziff stk min max tab eq éq ex rz bd`);

/** Two words that are one abbreviation. */
export const LEANING_PAIRS: ReadonlySet<string> = new Set([
  'per es',
  'p. es',
  'p. ej',
  'por ej',
  'p. ex',
  'por ex',
  'par ex',
  'z. B',
  'd. h',
  'i. e',
  'e. g',
  'u. a',
  's. u',
  't. ex',
  'f. eks',
]);
