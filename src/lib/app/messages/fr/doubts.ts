import { createNumbers } from '../../../core/text/numbers';
import type { DoubtMessages } from '../en/doubts';

const numbers = createNumbers('fr');
const list = new Intl.ListFormat('fr');

// Names of languages stand without an article: "en" and "entre" suit all of them.
export const doubtsFr: DoubtMessages = {
  label: 'À propos de ce texte',
  otherLanguage: (language, languages) =>
    `Cet enregistrement semble être en ${language}. Le choix automatique se fait entre ${list.format(languages)}.`,
  readIn: (language) => `Transcrire en ${language}`,
  passedOver: (seconds) =>
    `Du son n’a pas été transcrit, car aucune voix n’y a été trouvée : ${numbers.length(seconds)}.`,
  readAll: 'Tout transcrire',
};
