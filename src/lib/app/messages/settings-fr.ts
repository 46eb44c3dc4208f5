import type { SettingsMessages } from './settings-en';

export const settingsFr: SettingsMessages = {
  page: 'Réglages',
  privacy: 'Rien de ce que vous dites ne quitte cet appareil.',
  privacyLink: 'Voyez vous-même',
  data: {
    title: 'Vos données',
    explain:
      'Vos textes, vos enregistrements et vos réglages sont dans ce navigateur, sur cet appareil, et nulle part ailleurs.',
    export: 'Tout enregistrer dans un fichier ZIP',
    exporting: 'Préparation',
    exportFailed:
      'Le fichier n’a pas pu être préparé. Rien n’est perdu ; libérez de la place sur le disque et réessayez.',
    delete: 'Tout effacer',
    busy: 'Une dictée ou un enregistrement est en cours : tout pourra être effacé quand ce sera fini.',
    question: 'Tout effacer de cet appareil ?',
    consequence:
      'Tous les textes, enregistrements et réglages disparaissent, et avec eux les fichiers de l’application. Les fichiers d’où viennent les enregistrements restent où ils sont.',
    confirm: 'Tout effacer',
    keep: 'Garder',
    deleted: 'Tout est effacé. L’application repart de zéro.',
    partly:
      'Une autre fenêtre de l’application en garde une partie. Fermez les autres fenêtres, puis effacez de nouveau.',
  },
  licences: {
    title: 'De quoi cette application est faite',
    explain: 'Des logiciels libres et un modèle libre, chacun avec sa licence.',
    link: 'Lire les licences',
  },
};
