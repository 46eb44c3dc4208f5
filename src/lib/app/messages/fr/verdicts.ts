import { createFigureText } from '../../../core/performance/figure-text';
import type { VerdictMessages } from '../en/verdicts';

export const verdictsFr: VerdictMessages = {
  title: 'Cet appareil convient-il ?',
  explain:
    'Dix critères, mesurés sur cet appareil avec des extraits fournis avec l’application. Les chiffres restent sur cet appareil. Pendant la mesure, ne dictez pas et laissez la page ouverte.',
  table: 'Critères',
  columns: { criterion: 'Critère', figure: 'Mesuré', limit: 'Limite', verdict: 'Verdict' },
  run: 'Mesurer',
  again: 'Mesurer à nouveau',
  named: (button, criterion) => `${button} : ${criterion}`,
  runAll: {
    all: 'Tout mesurer',
    rest: 'Mesurer ce qui manque',
    again: 'Tout mesurer à nouveau',
  },
  goOn: 'Reprendre',
  cancel: 'Annuler',
  interrupted: 'La mesure a été interrompue. Ce qui a été mesuré est gardé.',
  progress: (criterion, done, of) => `${criterion} : ${done} sur ${of}`,
  progressOnce: (criterion) => `${criterion}…`,
  refusal: {
    busy: 'Une dictée ou une transcription est en cours. Mesurez quand elle sera terminée ; ce qui a été mesuré est gardé.',
    elsewhere:
      'Une mesure est déjà en cours sur cet appareil, ici ou dans une autre fenêtre. Attendez qu’elle soit terminée.',
  },
  words: {
    criteria: {
      'final-p50': 'Délai jusqu’au texte final, p50',
      'final-p95': 'Délai jusqu’au texte final, p95',
      'word-errors': 'Erreurs de mots',
      silence: 'Une minute de silence',
      'iterations-100': '100 fois le même extrait',
      'phrases-100': '100 phrases différentes',
      'long-file': 'Un enregistrement de 16 minutes',
      memory: 'Mémoire',
      temperature: 'Température de la carte graphique',
      requests: 'Requêtes vers d’autres adresses',
    },
    figures: {
      'final-p50': 'délai',
      'final-p95': 'délai',
      'final-unwritten': 'phrases sans texte',
      'word-errors': 'erreurs de mots',
      'silence-words': 'mots écrits',
      'equal-texts': 'textes identiques',
      'iteration-failures': 'échecs',
      'phrase-texts': 'phrases avec texte',
      'phrase-failures': 'échecs',
      'long-errors': 'erreurs de mots',
      'long-speed': 'temps de calcul / durée du son',
      'long-missing': 'mots manquants à la suite',
      'long-failures': 'échecs',
      memory: 'mémoire',
      temperature: 'température',
      requests: 'requêtes',
    },
    kinds: { go: 'Oui', 'no-go': 'Non', 'not-measured': 'Non mesuré' },
    whole: {
      go: 'Oui : cet appareil satisfait à tous les critères que l’on peut y mesurer.',
      'no-go': 'Non : cet appareil manque au moins un critère.',
      'not-measured': 'Pas encore de verdict : certains critères n’ont pas été mesurés.',
    },
    advice: {
      'final-p50':
        'Le texte arrive tard après chaque phrase. Choisissez un modèle plus petit pour la dictée, fermez les autres programmes ou utilisez la carte graphique (voir Détails du moteur).',
      'final-p95':
        'Certaines phrases prennent trop de temps. Fermez les autres programmes et onglets, branchez l’appareil et mesurez à nouveau ; si cela ne suffit pas, choisissez un modèle plus petit pour la dictée.',
      'final-unwritten':
        'Certaines phrases dictées n’ont reçu aucun texte. Mesurez à nouveau sans rien d’autre en cours ; si cela se reproduit, rechargez la page.',
      'word-errors':
        'Trop de mots sont faux. Choisissez un modèle plus grand pour les enregistrements à la page Modèles, et vérifiez qu’il écrit l’anglais et le français.',
      'silence-words':
        'Des mots ont été écrits alors que personne ne parlait. Mesurez à nouveau avec un autre modèle ; un modèle qui invente des mots ne convient pas aux longs enregistrements.',
      'equal-texts':
        'Le même extrait n’a pas toujours donné le même texte. Si la carte graphique est utilisée, mettez à jour son pilote ; sinon, rechargez la page et mesurez à nouveau.',
      'iteration-failures':
        'Le moteur a échoué au moins une fois sur le même extrait. Rechargez la page et mesurez à nouveau ; en cas de nouvel échec, choisissez un autre modèle.',
      'phrase-texts':
        'Certaines phrases n’ont reçu aucun texte. Choisissez un modèle plus grand pour les enregistrements, ou un modèle qui écrit l’anglais et le français.',
      'phrase-failures':
        'Le moteur a échoué au moins une fois. Rechargez la page et mesurez à nouveau ; en cas de nouvel échec, choisissez un autre modèle.',
      'long-errors':
        'Un long enregistrement contient trop de mots faux. Choisissez un modèle plus grand pour les enregistrements à la page Modèles.',
      'long-speed':
        'Un long enregistrement prend plus de temps qu’il ne dure. Choisissez un modèle plus petit pour les enregistrements, ou utilisez la carte graphique.',
      'long-missing':
        'Un passage du long enregistrement n’a pas de texte. Mesurez à nouveau ; s’il manque encore, choisissez un autre modèle et signalez le problème depuis la page Confidentialité.',
      'long-failures':
        'Le long enregistrement n’a pas pu être lu jusqu’au bout. Libérez de la mémoire et mesurez à nouveau.',
      memory:
        'La page prend plus de mémoire que n’en a un petit appareil. Choisissez un modèle plus petit, ou le même modèle pour la dictée et les enregistrements.',
      temperature:
        'La carte graphique chauffe au-delà de la limite. Nettoyez ses ventilateurs, aérez-la ou abaissez sa limite de puissance.',
      requests:
        'Une autre adresse a été sollicitée. La page Confidentialité la nomme. Un modèle que vous avez téléchargé compte aussi : rechargez cette page et mesurez à nouveau.',
    },
    notMeasured: {
      never: 'Pas encore mesuré.',
      unfinished: 'La mesure n’est pas terminée.',
      stale: 'Mesuré avec une autre version, un autre modèle ou un autre appareil. Mesurez à nouveau.',
    },
    unknown: {
      'final-p50': 'Il n’y avait aucun extrait à mesurer.',
      'final-p95': 'Aucune phrase n’a reçu de texte dont mesurer le délai.',
      'word-errors': 'Il n’y avait aucun extrait à mesurer.',
      silence: 'Impossible à mesurer ici.',
      'iterations-100': 'Il n’y avait aucun extrait à mesurer.',
      'phrases-100': 'Moins de 100 phrases différentes sont fournies avec cette version.',
      'long-file': 'Il n’y avait aucun extrait à mesurer.',
      memory: 'Ce navigateur n’indique pas sa mémoire à une page. Chrome et Edge le font.',
      temperature:
        'Aucune carte graphique ne peut être lue ici : il faut pour cela le serveur de l’application sur cet ordinateur (npm start). Ce n’est ni un oui ni un non.',
      requests: 'Ce navigateur n’exécute aucun service worker pour cette page : rien ne compte ses requêtes.',
    },
    failed: (sentence) => `La mesure a échoué. ${sentence}`,
    limit: {
      'at-most': (limit) => `au plus ${limit}`,
      'at-least': (limit) => `au moins ${limit}`,
      below: (limit) => `moins de ${limit}`,
    },
    named: (figure, value) => `${figure} : ${value}`,
    figureText: createFigureText('fr'),
  },
};
