import { createNumbers } from '../../../core/text/numbers';
import type { PrivacyMessages } from '../en/privacy';

const numbers = createNumbers('fr');

export const privacyFr: PrivacyMessages = {
  page: 'Vie privée',
  lead: 'Ce que vous dites, vos enregistrements et vos textes restent sur cet appareil. Pas de compte, pas de statistiques. Inutile de nous croire : cela se voit ici, et s’essaie.',
  requests: {
    title: 'Ce que l’application a demandé',
    live: 'Compté depuis l’ouverture de cette fenêtre, pour toutes les fenêtres de l’application et leurs fils de calcul. Le tableau change sous vos yeux.',
    notCounted:
      'La première visite compte à partir du moment où l’application est sur cet appareil. Ce que le service worker télécharge lui-même, une nouvelle version et le moteur, n’est pas compté.',
    destination: 'Demandé à',
    here: 'Cet appareil',
    own: (host) => `Là d’où vient l’application (${host})`,
    others: 'Toute autre adresse',
    refused: (count) =>
      numbers.plural(count) === 'one'
        ? `${numbers.count(count)} refusée`
        : `${numbers.count(count)} refusées`,
    count: (count) => numbers.count(count),
    number: 'Demandes',
  },
  check: {
    title: 'Vérifiez vous-même',
    steps: [
      'Attendez que le haut de la page dise « Prêt hors ligne ».',
      'Coupez le réseau : débranchez le câble, ou passez en mode avion.',
      'Dictez, ou collez un enregistrement. Tout marche : rien de ce qui fait le travail n’est ailleurs.',
    ],
    tools: 'Avec le réseau, le navigateur montre lui-même les demandes : F12, puis « Réseau », et dictez.',
  },
  policy: {
    title: 'Ce qui le garantit',
    explain:
      'Chaque page de l’application, et chacun de ses fils de calcul, porte une règle par laquelle le navigateur lui-même refuse les demandes à toute autre adresse. Une seconde règle refuse les connexions entre navigateurs, les fenêtres ouvertes par du code et le départ vers un autre site ; tous les navigateurs ne la connaissent pas (Chromium 156, oui), et elle manque au premier chargement depuis un hébergeur qui ne peut pas l’envoyer. Les fichiers de l’application et le modèle vocal sont téléchargés de là d’où vient l’application.',
    lock: 'Verrou : refuser toute autre adresse aussi dans le service worker',
    lockExplain:
      'Une seconde porte derrière la première, pour les demandes. Ce qu’elle refuse est compté plus haut. Elle reste fermée jusqu’à ce que vous l’ouvriez.',
    lockImpossible: 'Ce navigateur n’a pas de service worker pour cette page : il n’y a rien à verrouiller.',
  },
  diagnostics: {
    title: 'Pour signaler un défaut',
    explain:
      'Voici ce qui aide à le trouver : le navigateur, le moteur, des durées. Aucun son, aucun texte, aucun nom de fichier. Lisez-le avant de l’envoyer à quiconque.',
    show: 'Le montrer',
    copy: 'Le copier',
  },
};
