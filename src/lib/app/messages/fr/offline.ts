import { createNumbers } from '../../../core/text/numbers';
import type { OfflineMessages } from '../en/offline';

const numbers = createNumbers('fr');

export const offlineFr: OfflineMessages = {
  title: 'Utilisation hors ligne',
  ready: 'Prêt hors ligne',
  notYet: 'Hors ligne : pas encore',
  impossible: 'En ligne seulement',
  bringing: (receivedBytes, totalBytes) =>
    totalBytes === null
      ? `Téléchargement : ${numbers.megabytes(receivedBytes)}`
      : `Téléchargement : ${numbers.megabyteCount(receivedBytes)} sur ${numbers.megabytes(totalBytes)}`,
  readyWhy:
    'Tout est sur cet appareil : la dictée, la transcription, vos textes et vos enregistrements fonctionnent sans réseau.',
  notYetWhy: 'Il manque encore des éléments sur cet appareil.',
  impossibleWhy:
    'Le navigateur ne permet pas à cette page de garder quoi que ce soit, comme parfois en navigation privée. L’application fonctionne tant qu’il y a du réseau.',
  parts: {
    shell: 'Pages de l’application',
    detector: 'Détecteur de voix',
    engine: 'Moteur',
    model: 'Modèle vocal (82 Mo)',
  },
  here: 'sur cet appareil',
  missing: 'à télécharger',
  persisted: 'Le navigateur s’est engagé à tout conserver.',
  notPersisted: 'Le navigateur peut tout effacer si le disque est plein : enregistrez les textes importants.',
  askToPersist: 'Demander au navigateur de tout conserver',
  bringAll: 'Télécharger ce qui manque',
  update: {
    label: 'Nouvelle version',
    ready: 'Une nouvelle version est prête.',
    start: 'La démarrer maintenant',
    dictating: 'Une dictée est en cours. La nouvelle version pourra démarrer quand elle sera terminée.',
    copying: 'Des enregistrements sont en cours de copie. La nouvelle version pourra démarrer ensuite.',
    starting: 'La nouvelle version démarre.',
    elsewhere: 'Une nouvelle version a démarré dans une autre fenêtre. Cette fenêtre garde l’ancienne.',
    reload: 'La charger ici',
    later: 'Plus tard',
  },
};
