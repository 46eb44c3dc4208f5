import type { EngineMessages } from '../en/engine';

const plurals = new Intl.PluralRules('fr');

export const engineFr: EngineMessages = {
  label: 'Moteur',
  notStarted: 'Moteur : à l’arrêt',
  notStartedWhy:
    'Le moteur démarre à la première dictée ou au premier enregistrement ajouté. Une fois le modèle sur cet appareil, il démarre avec la page Dicter.',
  chip: (card, threads) =>
    card === null
      ? `CPU · ${threads} ${plurals.select(threads) === 'one' ? 'thread' : 'threads'}`
      : ['WebGPU', card].filter(Boolean).join(' · '),
  shortDevice: { wasm: 'CPU', webgpu: 'WebGPU' },
  details: 'Détails du moteur',
  device: 'Fonctionne sur',
  deviceName: { wasm: 'le processeur (CPU)', webgpu: 'la carte graphique (WebGPU)' },
  threads: 'Threads',
  why: 'Pourquoi',
  whyDevice: {
    'asked-for': 'C’est ce qui a été demandé.',
    'no-jspi':
      'Ce navigateur ne peut pas utiliser WebGPU dans cette application. Chrome le peut, à partir de la version 137.',
    'no-webgpu': 'Ce navigateur ne donne à la page accès à aucune carte graphique.',
    'software-adapter':
      'La seule carte graphique que propose ce navigateur est émulée par le processeur, qui va plus vite sans cette émulation.',
    'wrong-result': 'La carte graphique a échoué à l’autotest : elle n’a pas écrit le texte attendu.',
    'gpu-failed':
      'La carte graphique n’a pas pu faire tourner ce modèle. L’application réessaiera au prochain chargement de la page.',
    'gpu-lost':
      'La carte graphique a cessé de répondre deux fois. L’application réessaiera au prochain chargement de la page.',
    'runtime-missing':
      'La partie de l’application qui fonctionne sur la carte graphique (17 Mo) ne s’est pas chargée. L’application réessaiera au prochain chargement de la page.',
    slower: 'La carte graphique a réussi l’autotest, mais le processeur a été plus rapide.',
    faster: 'La carte graphique a réussi l’autotest et a été plus rapide que le processeur.',
  },
  onProcessorNow: 'Le processeur prend le relais, peut-être plus lentement.',
  understood: 'J’ai compris',
  cannotLabel: 'Ce que ce modèle ne sait pas faire',
  cannot: {
    partials: 'Ce modèle n’affiche rien pendant que vous parlez : le texte apparaît à chaque pause.',
    wordTimes: 'Ce modèle ne situe pas chaque mot dans le temps : l’écoute d’une ligne part de son début.',
    vocabulary: 'Ce modèle ne tient pas compte des mots à reconnaître.',
  },
  cannotWrite: (language) => `Ce modèle ne connaît pas cette langue : ${language}.`,
  card: 'Carte graphique',
  selfTest: 'Autotest',
  selfTestTimes: (all, sound, token, processor) =>
    `${all} sur la carte graphique (encodeur ${sound}, ${token} par token)` +
    (processor === null ? '' : `, ${processor} sur le processeur`),
  offered: 'Le navigateur propose',
  offersNone: 'aucune carte graphique',
  offersOneOnWindows: 'Sous Windows, un navigateur ne propose qu’une carte, même s’il y en a plusieurs.',
  testedBefore: 'Déjà testé',
  otherCard: 'J’ai une autre carte, plus rapide',
  otherCardWhy:
    'Une page utilise la même carte que le navigateur. Voici comment faire tourner celui-ci sur la plus rapide ; quittez-le ensuite complètement, puis rouvrez-le.',
  otherCardSteps: {
    windows: [
      'Paramètres Windows → Système → Écran → Graphiques : ajoutez Chrome, puis Options, Hautes performances.',
      'Si les deux cartes sont de même catégorie, choisissez la carte elle-même au même endroit.',
    ],
    linux: [
      'NVIDIA : lancez le navigateur avec __NV_PRIME_RENDER_OFFLOAD=1 __GLX_VENDOR_LIBRARY_NAME=nvidia devant son nom.',
      'AMD ou Intel : lancez-le avec DRI_PRIME=1 devant son nom.',
    ],
    other: [],
  },
  otherCardFlag: 'Dans Chrome, ouvrez cette adresse et activez l’option',
  whyThreads: 'La page est isolée : elle peut utiliser plusieurs cœurs du processeur à la fois.',
  whyOneCore: 'Cet appareil ne donne à la page qu’un cœur du processeur.',
  whyNotIsolated:
    'Le navigateur n’a pas isolé cette page : elle n’a qu’un thread, et elle est plus lente. Rechargez la page ; si rien ne change, c’est que son serveur n’envoie pas les en-têtes nécessaires.',
  model: 'Modèle',
  kernels: 'Précision de calcul',
  arithmetic: {
    int8: 'poids et activations sur 8 bits',
    f32: '32 bits',
    'q8_0, 7 bit': 'poids sur 8 bits, activations sur 7 bits',
    'q8_0, f32': 'poids sur 8 bits, activations sur 32 bits',
    'q8_0, f16': 'poids sur 8 bits, activations sur 16 bits',
  },
  runtime: 'Environnement d’exécution',
  runtimeName: {
    'own-relaxed': 'les noyaux de SuperWhisper2, SIMD assoupli',
    'own-plain': 'les noyaux de SuperWhisper2, SIMD simple',
    jspi: 'onnxruntime-web, version JSPI',
    wasm: 'onnxruntime-web',
  },
  loadTime: 'Chargé en',
};
