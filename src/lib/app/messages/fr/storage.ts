import type { StorageMessages } from '../en/storage';

export const storageFr: StorageMessages = {
  label: 'Ce qui est gardé',
  blocked:
    'Une autre fenêtre retient ce qui est gardé sur cet appareil, avec une version plus ancienne de cette application. Fermez-la ou rechargez-la ; celle-ci continue alors d’elle-même.',
  newer:
    'Une version plus récente de cette application a écrit ce qui est gardé sur cet appareil. Rien n’est perdu ; rechargez la page pour obtenir cette version.',
  unavailable:
    'Le navigateur ne laisse rien garder à cette page, comme dans une fenêtre privée. Textes et enregistrements durent jusqu’à la fermeture de la page : enregistrez ce qui compte.',
  failed:
    'Ce qui est gardé sur cet appareil n’a pas pu être ouvert. Rien n’en a été changé ; rechargez la page.',
  reload: 'Recharger la page',
};
