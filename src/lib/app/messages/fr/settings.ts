import type { ImportCounts, SettingsMessages } from '../en/settings';

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
    busy: 'Une dictée ou un enregistrement est en cours, dans cette fenêtre ou une autre : tout pourra être effacé quand ce sera fini.',
    question: 'Tout effacer de cet appareil ?',
    consequence:
      'Tous les textes, enregistrements et réglages disparaissent, et avec eux les fichiers de l’application. Les fichiers d’où viennent les enregistrements restent où ils sont.',
    confirm: 'Tout effacer',
    keep: 'Garder',
    deleted: 'Tout est effacé. L’application repart de zéro.',
    partly:
      'Une autre fenêtre de l’application en garde une partie. Fermez les autres fenêtres, puis effacez de nouveau.',
  },
  import: {
    choose: 'Importer un fichier ZIP enregistré…',
    explain: 'Son contenu s’ajoute à ce qui est ici ; rien n’est remplacé.',
    takesSettings: 'Prendre les réglages du fichier à la place de ceux d’ici',
    opening: 'Ouverture du fichier',
    progress: (number, total) => `Enregistrement ${number} sur ${total}`,
    stop: 'Arrêter',
    came: (came) =>
      [
        `Importé : ${list(came)}.`,
        ...(came.known > 0
          ? [`${counted(came.known, 'enregistrement était', 'enregistrements étaient')} déjà là.`]
          : []),
      ].join(' '),
    leftOut: (names) => `Laissé de côté : ${names}.`,
    why: {
      damaged: 'abîmé',
      'too-large': 'plus gros que possible',
      'no-sound': 'son texte est ici, son audio est abîmé',
    },
    cancelled: 'Arrêté. Ce qui est venu est entier ; choisissez de nouveau le fichier pour le reste.',
    stopped:
      'L’importation s’est arrêtée là. Ce qui est venu est entier ; choisissez de nouveau le fichier pour le reste.',
    reload: 'Rechargez la page pour le voir, quand le travail en cours ici sera fini.',
    refusals: {
      'not-ours':
        'Ce n’est pas un fichier ZIP enregistré par cette application, ou sa fin manque. Rien n’a été changé.',
      damaged: 'Ce fichier est abîmé : la liste de son contenu est illisible. Rien n’a été changé.',
      newer:
        'Une version plus récente de cette application a enregistré ce fichier. Rien n’a été changé ; rechargez la page pour obtenir cette version.',
      'too-large': 'Ce fichier prétend contenir plus qu’il ne peut. Rien n’a été changé.',
      busy: 'Une dictée, une importation ou une copie est en cours. Rien n’a été changé ; choisissez de nouveau le fichier quand ce sera fini.',
      elsewhere:
        'Une autre fenêtre tient les enregistrements et ne les rend pas. Rien n’a été changé ; fermez-la, puis choisissez de nouveau le fichier.',
    },
  },
  licences: {
    title: 'De quoi cette application est faite',
    explain: 'Des logiciels libres et un modèle libre, chacun avec sa licence.',
    link: 'Lire les licences',
  },
};

function list({ recordings, texts, dictations, settings }: ImportCounts): string {
  const parts = [
    counted(recordings, 'enregistrement', 'enregistrements'),
    counted(texts, 'texte', 'textes'),
    counted(settings, 'réglage', 'réglages'),
  ];
  if (dictations > 0) parts.push(counted(dictations, 'dictée interrompue', 'dictées interrompues'));
  return parts.join(', ');
}

/** French counts none as one. */
function counted(count: number, one: string, several: string): string {
  return `${count} ${count < 2 ? one : several}`;
}
