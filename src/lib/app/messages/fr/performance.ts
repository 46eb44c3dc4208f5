import { createNumbers } from '../../../core/text/numbers';
import type { PerformanceMessages } from '../en/performance';

const numbers = createNumbers('fr');

export const performanceFr: PerformanceMessages = {
  link: 'Mesures',
  page: 'Performances',
  intro:
    'Ce que cet appareil fait de votre parole, mesuré ici. Rien n’en est envoyé, et aucun chiffre ne contient un mot que vous avez dit.',
  now: {
    title: 'En ce moment',
    notStarted:
      'Aucun modèle n’est encore en mémoire. Il arrive avec la page Dicter, ou avec le premier enregistrement.',
    memory: 'Mémoire de la page',
    memoryUnknown: 'Le navigateur ne l’a pas encore indiquée.',
    dictation: 'Dictée',
    dictating: 'À l’écoute',
    notDictating: 'Arrêtée',
    lag: (seconds) =>
      numbers.plural(seconds) === 'one'
        ? `${numbers.count(seconds)} seconde de parole n’a pas encore de texte`
        : `${numbers.count(seconds)} secondes de parole n’ont pas encore de texte`,
    queue: 'Enregistrements en attente ou en cours',
    lostSamples: 'Échantillons audio perdus',
    unkeptSeconds: 'Secondes d’audio non gardées pendant que vous parliez',
    lostEngines: 'Redémarrages du moteur',
    requests: 'Requêtes vers d’autres adresses depuis l’ouverture de la page',
    requestsUnknown: 'Non comptées : le service worker ne fonctionne pas ici.',
  },
  recent: {
    title: 'Récemment',
    phrases: 'Phrases dictées',
    noPhrases: 'Rien n’a été dicté depuis l’ouverture de la page.',
    waited: (count) =>
      numbers.plural(count) === 'one'
        ? 'Une autre phrase a attendu le modèle vocal. Elle n’est pas comptée ici.'
        : `${numbers.count(count)} autres phrases ont attendu le modèle vocal. Elles ne sont pas comptées ici.`,
    files: 'Enregistrements',
    noFiles: 'Aucun enregistrement n’a encore été transcrit.',
    columns: { name: 'Enregistrement', length: 'Durée', speed: 'Vitesse', model: 'Modèle' },
    speed: (times) => `${times} la vitesse de la parole`,
  },
  figures: {
    final: 'De la fin d’une phrase à son texte sur la page',
    firstWord: 'Du début d’une phrase à son premier mot sur la page',
    decoded: 'De la fin d’une phrase à son texte dans le moteur',
    fileSpeed: 'Vitesse des enregistrements',
    load: 'Chargement d’un modèle',
    windowMs: 'Une fenêtre d’un enregistrement dans le moteur',
    partialMs: 'Un texte pendant que vous parlez, dans le moteur',
    finalDecodeMs: 'Un texte à la fin d’une phrase, dans le moteur',
    queueWaitMs: 'Attente d’un texte pendant que le moteur travaille pour d’autres',
  },
  trends: {
    title: 'Jour après jour',
    explain:
      'p50 : la moitié des valeurs sont plus basses. p95 : 95 sur 100 le sont. Les chiffres de 90 jours sont gardés sur cet appareil. L’export et la suppression de la page Réglages les comprennent.',
    none: 'Rien n’a encore été mesuré. Dictez une phrase ou transcrivez un enregistrement.',
    figure: 'Chiffre',
    setup: 'Calculé par',
    day: 'Jour',
    count: 'Valeurs',
    version: 'Version',
    value: 'Valeur',
    p50: 'p50',
    p95: 'p95',
    ratio: (ratio) => (ratio > 0 ? `${numbers.times(1 / ratio)} le temps réel` : '–'),
  },
  targets: {
    title: 'Par rapport à l’objectif',
    explain:
      'Référence : les premiers jours gardés sur cet appareil, et la version de l’application dont ils viennent. Actuel : les sept derniers jours. Gain : l’évolution de la p50 depuis la référence.',
    columns: {
      figure: 'Chiffre',
      baseline: 'Référence',
      actual: 'Actuel',
      target: 'Objectif',
      gain: 'Gain',
    },
    met: 'atteint',
    missed: 'manqué',
    noBaseline: 'Pas encore',
    from: (version, day) => `${version}, ${day}`,
    notTimed: 'Pas encore mesuré',
    same: 'aucun',
    better: (percent) => `${percent} de mieux`,
    worse: (percent) => `${percent} de moins bien`,
  },
  ledger: {
    title: 'Ce que gagne chaque optimisation',
    explain:
      'La même phrase avec chaque optimisation et sans elle, tour à tour, sur cet appareil. Cela prend une ou deux minutes. Pour cela, onnxruntime (17 Mo) est téléchargé depuis l’adresse de cette application.',
    measure: 'Mesurer',
    cancel: 'Annuler',
    busy: 'Une dictée ou un enregistrement est en cours. Mesurez quand ce sera terminé.',
    running: (name, fraction) => `${numbers.percent(fraction)} · ${name}`,
    columns: { name: 'Optimisation', without: 'Sans', with: 'Avec', gain: 'Gain' },
    names: {
      'short-context': 'Encoder la parole, et non 30 s',
      drafts: 'Brouillons de l’instant d’avant (décodeur)',
      'resident-model': 'Modèle gardé en mémoire (chargement)',
      'eight-bit': 'Poids sur 8 bits, et non 32',
      'own-kernels': 'Noyaux de l’application, et non onnxruntime',
      'graphics-card': 'Carte graphique, et non processeur',
    },
    gain: (factor) =>
      factor >= 1 ? `${numbers.times(factor)} plus rapide` : `${numbers.times(1 / factor)} plus lent`,
    absent: 'Absent de cet appareil',
    notMeasured: 'Pas encore mesuré',
  },
};
