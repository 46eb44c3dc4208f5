import type { KeyLists } from '../en/keys';

export const keyListsFr: KeyLists = {
  everywhere: 'Sur toutes les pages',
  list: 'Cette liste',
  stopElsewhere: 'Arrêter une dictée en cours',
  dictate: 'Commencer et arrêter la dictée ; maintenue, dicter jusqu’à ce que vous la lâchiez',
  dictateOutside: 'De même, hors du texte',
  stop: 'Arrêter la dictée',
  copy: 'Copier ce qui a été dicté depuis la dernière copie, ou la sélection',
  readAgain: 'Retranscrire la dernière phrase dans l’autre langue',
  undo: 'Annuler, une phrase à la fois',
  redo: 'Rétablir',
  space: 'Espace',
  escape: 'Échap',
  shift: 'Maj',
};
