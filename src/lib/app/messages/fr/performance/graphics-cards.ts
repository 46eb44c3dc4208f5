import { createNumbers } from '../../../../core/text/numbers';
import type { GraphicsCardsMessages } from '../../en/performance/graphics-cards';

const numbers = createNumbers('fr');
const celsius = (degrees: number) => `${numbers.count(degrees)}\u00a0°C`;
const watts = (value: number) => `${numbers.count(value)}\u00a0W`;
const megahertz = (value: number) => `${numbers.count(value)}\u00a0MHz`;

export const graphicsCardsFr: GraphicsCardsMessages = {
  title: 'Cartes graphiques',
  explain:
    'Le serveur lancé par «\u202fnpm start\u202f» sur cet ordinateur lit ces valeurs une fois par seconde tant que vous regardez cette page. Elles ne sont envoyées nulle part ailleurs.',
  waiting: 'Question posée au serveur de l’application…',
  noServer:
    'Aucune valeur\u202f: l’application n’a pas été lancée sur cet ordinateur par «\u202fnpm start\u202f», ou son serveur s’est arrêté. Seul ce serveur peut lire la température et la charge d’une carte graphique. Tout le reste fonctionne sans lui.',
  noFiguresYet: 'Le serveur n’a pas encore de valeurs.',
  noCards: 'Le serveur ne peut lire les valeurs d’aucune carte graphique de cet ordinateur.',
  problems: {
    missing:
      'Le programme nvidia-smi est introuvable sur cet ordinateur. Il accompagne le pilote de NVIDIA\u202f; sans lui, le serveur ne peut pas lire les cartes NVIDIA.',
    hangs:
      'nvidia-smi ne répond pas. Le serveur l’a arrêté et réessaie. Si cela continue, le pilote est peut-être bloqué\u202f: redémarrez l’ordinateur.',
    failed: 'nvidia-smi s’est arrêté sur une erreur. Le serveur réessaie.',
    unreadable:
      'nvidia-smi a écrit quelque chose que cette application ne sait pas lire. Le serveur réessaie.',
  },
  itSaid: (words) => `Son message\u202f: ${words}`,
  unnamed: (maker) => `Carte graphique ${maker}`,
  figures: {
    temperature: 'Température',
    utilisation: 'Charge',
    power: 'Puissance',
    memory: 'Mémoire',
    graphicsClock: 'Fréquence',
    memoryClock: 'Fréquence de la mémoire',
  },
  unknown: 'Inconnu',
  celsius,
  watts,
  megahertz,
  temperature: (degrees, limit) => `${celsius(degrees)}, limite ${celsius(limit)}`,
  aboveLimit: (degrees, limit) => `${celsius(degrees)}, au-dessus de la limite de ${celsius(limit)}`,
  of: (value, most) => `${value} sur ${most}`,
  used: {
    title: 'Quelle carte travaille',
    notKnown:
      'Le moteur n’a pas démarré, ou le navigateur ne propose aucune carte graphique\u202f: on ne sait pas laquelle il utilise.',
    one: (name) => `Le navigateur utilise ${name}\u202f: le fabricant et la famille sont ceux qu’il indique.`,
    several: (names) => `Le navigateur utilise l’une de ces cartes, de la même famille\u202f: ${names}.`,
    none: 'Le navigateur utilise une carte graphique que le serveur ne peut pas lire, peut-être celle du processeur.',
    onProcessor: 'En ce moment, c’est le processeur qui travaille\u202f; aucune carte n’est utilisée.',
    onePage: 'Une page utilise une seule carte. Les autres ne font rien pour elle.',
    confirm: 'Vérifier par la charge',
    confirming:
      'Le moteur travaille sur un extrait d’essai, et la charge de chaque carte est observée. Une dizaine de secondes…',
    cannotConfirm:
      'Pour le vérifier, il faut que le moteur utilise une carte graphique et que rien d’autre ne soit en cours.',
    rose: (name) => `Vérifié\u202f: la charge de ${name} a augmenté pendant que le moteur travaillait.`,
    otherRose: (name) =>
      `La charge de ${name}, qui est une autre carte, a augmenté pendant que le moteur travaillait. Un autre programme l’a peut-être utilisée\u202f: vérifiez à nouveau.`,
    unclear:
      'La charge d’aucune carte n’a nettement augmenté. Fermez les autres programmes qui utilisent une carte graphique, puis vérifiez à nouveau.',
    faster: (name) =>
      `${name} est probablement plus rapide\u202f: sa mémoire, sa limite de puissance et son modèle l’indiquent. Cela n’a pas été mesuré.`,
    ownWindow:
      'Sur cet ordinateur, «\u202fnpm start -- --gpu high\u202f» ouvre une fenêtre de Chrome qui demande la carte rapide.',
  },
  limit: {
    label: 'Température maximale, en °C',
    explain: (lower) =>
      `Si la carte utilisée devient plus chaude, les enregistrements attendent après le passage en cours, jusqu’à ce qu’elle soit redescendue à ${celsius(lower)}. La dictée continue.`,
    easing: (limit, lower) =>
      `La carte graphique dépasse ${celsius(limit)}. Les enregistrements attendent qu’elle soit redescendue à ${celsius(lower)}. La dictée continue.`,
  },
  hour: {
    title: 'La dernière heure',
    table: 'Les mêmes valeurs en tableau',
    captions: (name) => `${name}, la plus récente en dernier`,
    before: 'Il y a',
    highest: 'Température maximale',
    meanLoad: 'Charge moyenne',
    meanPower: 'Puissance moyenne',
    limit: 'Limite',
    ago: (seconds) => (seconds === 0 ? 'maintenant' : numbers.length(seconds)),
  },
};
