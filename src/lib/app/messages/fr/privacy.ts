import { createNumbers } from '../../../core/text/numbers';
import type { PrivacyMessages } from '../en/privacy';

const numbers = createNumbers('fr');

export const privacyFr: PrivacyMessages = {
  page: 'Confidentialité',
  lead: 'Ce que vous dites, vos enregistrements et vos textes restent sur cet appareil. Il n’y a pas de compte, et personne ne reçoit de statistiques d’utilisation : le temps que prennent les textes est mesuré sur cet appareil, pour vous seul. Vous pouvez le vérifier ici.',
  requests: {
    title: 'Requêtes envoyées par l’application',
    live: 'Requêtes comptées depuis l’ouverture de cette fenêtre, pour toutes les fenêtres de l’application et leurs tâches de fond (workers). Le tableau se met à jour sous vos yeux.',
    notCounted:
      'À la première visite, le compte commence quand l’application est sur cet appareil. Ce que le service worker de l’application télécharge lui-même (une nouvelle version, le moteur) n’est pas compté.',
    destination: 'Adresse',
    here: 'Cet appareil',
    own: (host) => `L’adresse de l’application (${host})`,
    others: 'Toute autre adresse',
    refused: (count) =>
      numbers.plural(count) === 'one'
        ? `${numbers.count(count)} refusée`
        : `${numbers.count(count)} refusées`,
    count: (count) => numbers.count(count),
    number: 'Requêtes',
  },
  check: {
    title: 'Vérifiez vous-même',
    steps: [
      'Attendez que le haut de la page affiche « Prêt hors ligne ».',
      'Coupez le réseau : débranchez le câble, ou passez en mode avion.',
      'Dictez, ou collez un enregistrement. Tout fonctionne encore : le nécessaire est sur cet appareil.',
    ],
    tools:
      'Avec le réseau, le navigateur montre lui-même les requêtes : appuyez sur F12, choisissez « Réseau », puis dictez.',
  },
  policy: {
    title: 'Ce qui le garantit',
    explain:
      'Chaque page de l’application et chacune de ses tâches de fond (workers) porte une règle qui fait refuser par le navigateur toute requête vers une autre adresse. Une seconde règle refuse les connexions entre navigateurs, les fenêtres ouvertes par du code et le passage à un autre site. Tous les navigateurs ne la connaissent pas (Chromium 156 la connaît), et elle manque au premier chargement si l’hébergeur ne peut pas l’envoyer. Les fichiers de l’application et le modèle vocal sont téléchargés depuis l’adresse de l’application.',
    lock: 'Verrou : faire refuser toute autre adresse par le service worker de l’application aussi',
    lockExplain:
      'C’est une seconde barrière pour les requêtes. Le tableau ci-dessus compte ce qu’elle refuse. Le verrou reste fermé jusqu’à ce que vous l’ouvriez.',
    lockImpossible:
      'Ce navigateur ne fait tourner aucun service worker pour cette page : il n’y a rien à verrouiller.',
  },
  diagnostics: {
    title: 'Signaler un problème',
    explain:
      'Ce rapport aide à trouver la cause : navigateur, moteur, durées. Il ne contient ni audio, ni texte, ni nom de fichier. Lisez-le avant de l’envoyer à qui que ce soit.',
    show: 'Afficher le rapport',
    copy: 'Copier le rapport',
  },
};
