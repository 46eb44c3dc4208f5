import type { EngineMessages } from '../en/engine';

const plurals = new Intl.PluralRules('fr');

export const engineFr: EngineMessages = {
  label: 'Moteur',
  notStarted: 'Moteur : à l’arrêt',
  notStartedWhy: 'Le moteur démarre avec le premier enregistrement. D’ici là, rien ne tourne.',
  chip: (card, threads) =>
    card === null
      ? `CPU · ${threads} ${plurals.select(threads) === 'one' ? 'fil' : 'fils'}`
      : ['WebGPU', card].filter(Boolean).join(' · '),
  shortDevice: { wasm: 'CPU', webgpu: 'WebGPU' },
  details: 'Ce qui tourne',
  device: 'Fonctionne sur',
  deviceName: { wasm: 'le processeur (CPU)', webgpu: 'la carte graphique (WebGPU)' },
  threads: 'Fils d’exécution',
  why: 'Pourquoi',
  whyDevice: {
    'asked-for': 'C’est ce qui a été demandé.',
    'no-jspi': 'Ce navigateur ne peut pas employer WebGPU ici : Chrome le peut, à partir de la version 137.',
    'no-webgpu': 'Ce navigateur n’offre aucune carte graphique à la page.',
    'software-adapter':
      'La seule carte graphique que ce navigateur offre est imitée par le processeur, qui est plus rapide sans cela.',
    'wrong-result':
      'La carte graphique a échoué à l’auto-test : elle a écrit un autre texte que celui attendu.',
    'gpu-failed':
      'La carte graphique n’a pas pu faire tourner ce modèle. Elle sera essayée de nouveau au prochain chargement de la page.',
    'gpu-lost':
      'La carte graphique a cessé de répondre deux fois. Elle sera essayée de nouveau au prochain chargement de la page.',
    slower: 'La carte graphique a réussi l’auto-test, mais le processeur a été plus rapide.',
    faster: 'La carte graphique a réussi l’auto-test et a été plus rapide que le processeur.',
  },
  onProcessorNow: 'Le processeur fait le travail à sa place : plus lentement peut-être, mais juste.',
  understood: 'Compris',
  cannotLabel: 'Ce que ce modèle ne sait pas faire',
  cannot: {
    partials: 'Ce modèle ne montre pas de mots pendant que vous parlez : le texte vient à la pause.',
    wordTimes: 'Il ne dit pas quand chaque mot est prononcé : une ligne se lit depuis son début.',
    vocabulary: 'Il ne tient pas compte des mots à reconnaître.',
  },
  cannotWrite: (language) => `Il n’écrit pas cette langue : ${language}.`,
  card: 'Carte graphique',
  selfTest: 'Auto-test',
  selfTestTimes: (all, sound, token, processor) =>
    `${all} sur la carte graphique (son ${sound}, un jeton ${token})` +
    (processor === null ? '' : `, ${processor} sur le processeur`),
  offered: 'Le navigateur offre',
  offersNone: 'aucune carte graphique',
  offersOneOnWindows: 'Sous Windows, un navigateur n’offre qu’une carte, quoi qu’il y ait dans la machine.',
  testedBefore: 'Vérifiée auparavant',
  otherCard: 'J’ai une autre carte, plus rapide',
  otherCardWhy:
    'Une page reçoit la carte sur laquelle tourne le navigateur lui-même. Voici comment le faire tourner sur la plus rapide ; ensuite, quittez-le tout à fait et rouvrez-le.',
  otherCardSteps: {
    windows: [
      'Paramètres Windows → Système → Écran → Graphiques : ajoutez Chrome, puis Options, Hautes performances.',
      'Avec deux cartes de même classe : au même endroit des Paramètres Windows, choisissez la carte elle-même.',
    ],
    linux: [
      'NVIDIA : lancez le navigateur avec __NV_PRIME_RENDER_OFFLOAD=1 __GLX_VENDOR_LIBRARY_NAME=nvidia devant son nom.',
      'AMD ou Intel : lancez-le avec DRI_PRIME=1 devant son nom.',
    ],
    other: [],
  },
  otherCardFlag: 'Dans Chrome, ouvrez cette adresse et activez l’option',
  whyThreads: 'La page est isolée : elle peut employer plusieurs cœurs du processeur à la fois.',
  whyOneCore: 'Cet appareil n’offre qu’un cœur de processeur à la page.',
  whyNotIsolated:
    'Cette page n’est pas isolée par le navigateur : un seul fil, donc plus lent. Rechargez la page ; si rien ne change, son serveur n’envoie pas les en-têtes nécessaires.',
  model: 'Modèle',
  kernels: 'Arithmétique',
  runtime: 'Environnement',
  loadTime: 'Chargé en',
};
