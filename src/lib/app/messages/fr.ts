import { ERROR_MESSAGES } from '../error-messages';
import { createNumbers, formatTime } from '../numbers';
import type { Messages } from './en';

const numbers = createNumbers('fr', { ba: 'bachkir', bo: 'tibétain' });

export const fr: Messages = {
  numbers,
  errors: ERROR_MESSAGES.fr,
  skipLink: 'Aller à la page',
  pages: 'Pages',
  transcribe: 'Transcrire',
  interfaceLanguage: 'Langue de cette page',
  documentTitle: {
    idle: 'Transcrire – SuperWhisper2',
    running: (name, fraction) =>
      `${fraction === null ? '…' : numbers.percent(fraction)} · ${name} – SuperWhisper2`,
  },
  empty: {
    invitation: (paste) =>
      `Collez un enregistrement (${paste}), déposez⁠-⁠le n’importe où ou choisissez des fichiers.`,
    touchInvitation: 'Choisissez un ou plusieurs enregistrements.',
    promise: 'Il est lu sur cet ordinateur ; rien n’est envoyé.',
  },
  chooseFiles: 'Choisir des fichiers',
  addHint: (paste) => `ou collez (${paste}), ou déposez n’importe où`,
  dropHere: 'Déposez pour transcrire',
  spokenLanguage: 'Langue parlée',
  automatic: 'Automatique (français, anglais)',
  otherLanguages: 'Autres langues',
  recordings: 'Enregistrements',
  state: {
    waiting: 'En attente',
    loadingEngine: 'Démarrage du moteur',
    preparingModel: (receivedBytes, totalBytes, secondsLeft) =>
      `Modèle vocal : ${numbers.megabyteCount(receivedBytes)} sur ${numbers.megabytes(totalBytes)}` +
      (secondsLeft === null ? '' : `, reste ${numbers.timeLeft(secondsLeft)}`),
    running: (doneSeconds, totalSeconds) =>
      totalSeconds === null
        ? `${formatTime(doneSeconds)} transcrites`
        : `${formatTime(doneSeconds)} sur ${formatTime(totalSeconds)}`,
    done: 'Terminé',
    cancelled: 'Annulé',
    cancelledAt: (seconds) => `Annulé à ${formatTime(seconds)}, le texte déjà écrit est gardé`,
    failed: 'Échec',
  },
  working: 'transcription en cours',
  timeLeft: (seconds) => `reste ${numbers.timeLeft(seconds)}`,
  announce: (name, state) => `${name} : ${state}`,
  cancel: 'Annuler',
  cancelNamed: (name) => `Annuler ${name}`,
  tryAgain: 'Réessayer',
  tryAgainNamed: (name) => `Réessayer : ${name}`,
  removeNamed: (name) => `Retirer ${name} de la liste`,
  transcript: 'Texte',
  transcribeAgain: 'Retranscrire',
  endedEarly: (seconds) =>
    `Ce fichier est endommagé à ${formatTime(seconds)} : ce qui précède a été lu. Si vous avez cet enregistrement ailleurs, choisissez cette copie.`,
  noSpeech: 'Aucune parole n’a été trouvée dans cet enregistrement.',
  textComing: 'Le texte apparaît ici à mesure que l’enregistrement est lu.',
  textAfterOthers: 'Le texte apparaîtra ici quand viendra le tour de cet enregistrement.',
  noText: 'Aucun texte n’a été tiré de cet enregistrement.',
  copy: 'Copier',
  copied: 'Copié',
  copyRefused: 'Le navigateur a refusé le presse-papiers. Sélectionnez le texte et copiez-le vous-même.',
  engine: {
    label: 'Moteur',
    notStarted: 'Moteur : à l’arrêt',
    notStartedWhy: 'Le moteur démarre avec le premier enregistrement. D’ici là, rien ne tourne.',
    chip: (device, threads) =>
      device === 'webgpu' ? 'GPU' : `CPU · ${threads} ${numbers.plural(threads) === 'one' ? 'fil' : 'fils'}`,
    details: 'Ce qui tourne',
    device: 'Fonctionne sur',
    deviceName: { wasm: 'le processeur (CPU)', webgpu: 'la carte graphique (WebGPU)' },
    threads: 'Fils d’exécution',
    why: 'Pourquoi',
    whyThreads: 'La page est isolée : elle peut employer plusieurs cœurs du processeur à la fois.',
    whyOneCore: 'Cet appareil n’offre qu’un cœur de processeur à la page.',
    whyNotIsolated:
      'Cette page n’est pas isolée par le navigateur : un seul fil, donc plus lent. Rechargez la page ; si rien ne change, son serveur n’envoie pas les en-têtes nécessaires.',
    model: 'Modèle',
    kernels: 'Arithmétique',
    runtime: 'Environnement',
    loadTime: 'Chargé en',
  },
  error: {
    title: 'Cette page n’existe pas.',
    back: 'Aller à Transcrire',
  },
};
