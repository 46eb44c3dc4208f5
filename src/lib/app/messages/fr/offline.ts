import { createNumbers } from '../../../core/text/numbers';
import type { OfflineMessages } from '../en/offline';

const numbers = createNumbers('fr');

export const offlineFr: OfflineMessages = {
  title: 'Sans réseau',
  ready: 'Prêt hors ligne',
  notYet: 'Hors ligne : pas encore',
  impossible: 'Pas hors ligne ici',
  bringing: (receivedBytes, totalBytes) =>
    totalBytes === null
      ? `Téléchargement : ${numbers.megabytes(receivedBytes)}`
      : `Téléchargement : ${numbers.megabyteCount(receivedBytes)} sur ${numbers.megabytes(totalBytes)}`,
  readyWhy:
    'Tout est sur cet appareil : la dictée, les fichiers, vos textes et vos enregistrements marchent sans réseau.',
  notYetWhy: 'Il manque encore quelque chose sur cet appareil.',
  impossibleWhy:
    'Le navigateur ne laisse rien garder à cette page, comme dans certaines fenêtres privées. Elle marche tant qu’il y a du réseau.',
  parts: {
    shell: 'Les pages de l’application',
    detector: 'Détecteur de voix',
    engine: 'Moteur',
    model: 'Modèle vocal (82 Mo)',
  },
  here: 'présent',
  missing: 'manque',
  persisted: 'Le navigateur s’est engagé à tout garder.',
  notPersisted:
    'Le navigateur peut tout effacer si le disque est plein : enregistrez les textes qui comptent.',
  askToPersist: 'Demander au navigateur',
  bringAll: 'Télécharger ce qui manque',
  update: {
    label: 'Nouvelle version',
    ready: 'Une nouvelle version est sur cet appareil.',
    start: 'La démarrer maintenant',
    dictating: 'Une dictée est en cours. La nouvelle version pourra démarrer quand elle sera finie.',
    copying:
      'Des enregistrements sont en cours de copie. La nouvelle version pourra démarrer quand ils seront là.',
    starting: 'La nouvelle version démarre.',
    elsewhere: 'Une nouvelle version a démarré dans une autre fenêtre. Celle-ci continue telle quelle.',
    reload: 'La charger ici',
    later: 'Plus tard',
  },
};
