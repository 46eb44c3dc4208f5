import { createNumbers } from '../../../core/text/numbers';
import type { TrackMessages } from '../en/tracks';

const numbers = createNumbers('fr');

export const tracksFr: TrackMessages = {
  name: (number, name, language) => {
    const named = name ?? `Piste ${numbers.count(number)}`;
    return language === null ? named : `${named} (${numbers.language(language)})`;
  },
  read: (track) => `Le texte est celui d’une seule piste audio de ce fichier : ${track}.`,
  readOther: (track) => `Transcrire ${track}`,
  replace: {
    question: (track) => `Transcrire ${track} ?`,
    explain: 'Vous avez modifié ce texte. Le texte de l’autre piste le remplacera.',
    confirm: 'La transcrire',
    keep: 'Garder mon texte',
  },
};
