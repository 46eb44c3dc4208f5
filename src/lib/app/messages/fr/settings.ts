import type { ImportCounts, SettingsMessages } from '../en/settings';

export const settingsFr: SettingsMessages = {
  page: 'Réglages',
  privacy: 'Rien de ce que vous dites ne quitte cet appareil.',
  privacyLink: 'Vérifiez vous-même',
  data: {
    title: 'Vos données',
    explain:
      'Vos textes, vos enregistrements et vos réglages sont gardés dans ce navigateur, sur cet appareil, et nulle part ailleurs.',
    export: 'Tout enregistrer dans un fichier ZIP',
    exporting: 'Préparation',
    exportFailed:
      'Le fichier n’a pas pu être préparé. Rien n’est perdu ; libérez de la place sur le disque et réessayez.',
    delete: 'Tout supprimer',
    busy: 'Une dictée ou une transcription est en cours, dans cette fenêtre ou une autre. Vous pourrez tout supprimer quand elle sera terminée.',
    question: 'Tout supprimer de cet appareil ?',
    consequence:
      'Tous les textes, enregistrements et réglages seront supprimés, ainsi que les fichiers de l’application. Les fichiers d’origine de vos enregistrements restent où ils sont.',
    confirm: 'Tout supprimer',
    keep: 'Tout garder',
    deleted: 'Tout est supprimé. L’application repart de zéro.',
    partly:
      'Une autre fenêtre de l’application en retient encore une partie. Fermez les autres fenêtres, puis recommencez.',
  },
  import: {
    choose: 'Importer un fichier ZIP enregistré…',
    explain: 'Son contenu s’ajoute à ce qui est ici ; rien n’est remplacé.',
    takesSettings: 'Remplacer les réglages actuels par ceux du fichier',
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
    leftOut: (names) => `Ignoré : ${names}.`,
    why: {
      damaged: 'endommagé',
      'too-large': 'trop volumineux',
      'no-sound': 'son texte est ici, son audio est endommagé',
    },
    cancelled: 'Arrêté. Ce qui a été importé est complet ; choisissez de nouveau le fichier pour le reste.',
    stopped:
      'L’importation s’est arrêtée là. Ce qui a été importé est complet ; choisissez de nouveau le fichier pour le reste.',
    reload: 'Rechargez la page pour le voir, une fois le travail en cours terminé.',
    refusals: {
      'not-ours':
        'Ce n’est pas un fichier ZIP enregistré par cette application, ou la fin du fichier manque. Rien n’a été modifié.',
      damaged: 'Ce fichier est endommagé : la liste de son contenu est illisible. Rien n’a été modifié.',
      newer:
        'Une version plus récente de cette application a enregistré ce fichier. Rien n’a été modifié ; rechargez la page pour obtenir cette version.',
      'too-large': 'Ce fichier annonce plus de contenu qu’il ne peut en avoir. Rien n’a été modifié.',
      busy: 'Une dictée, une importation ou une copie est en cours. Rien n’a été modifié ; choisissez de nouveau le fichier quand elle sera terminée.',
      elsewhere:
        'Une autre fenêtre retient les enregistrements et ne les libère pas. Rien n’a été modifié ; fermez-la, puis choisissez de nouveau le fichier.',
    },
  },
  licences: {
    title: 'Ce dont cette application est faite',
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
