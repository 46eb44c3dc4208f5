import type { StorageMessages } from '../en/storage';

export const storageFr: StorageMessages = {
  label: 'Stockage',
  blocked:
    'Une autre fenêtre, avec une version plus ancienne de cette application, retient les données de cet appareil. Fermez-la ou rechargez-la ; cette fenêtre-ci continuera d’elle-même.',
  newer:
    'Une version plus récente de cette application a écrit les données de cet appareil. Rien n’est perdu ; rechargez la page pour obtenir cette version.',
  unavailable:
    'Le navigateur ne permet pas à cette page de garder quoi que ce soit, comme en navigation privée. Textes et enregistrements disparaissent à la fermeture de la page : enregistrez ce qui est important.',
  failed: 'Les données de cet appareil n’ont pas pu être ouvertes. Rien n’a été modifié ; rechargez la page.',
  reload: 'Recharger la page',
};
