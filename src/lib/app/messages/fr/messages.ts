import { createNumbers, formatTime } from '../../../core/text/numbers';
import type { Messages } from '../en/messages';
import { dictationFr } from './dictation';
import { doorsFr } from './doors';
import { engineFr } from './engine';
import { errorsFr } from './errors';
import { offlineFr } from './offline';
import { privacyFr } from './privacy';
import { settingsFr } from './settings';
import { storageFr } from './storage';

const numbers = createNumbers('fr', { ba: 'bachkir', bo: 'tibétain' });

export const fr: Messages = {
  numbers,
  errors: errorsFr,
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
    trySample: 'Essayer avec un extrait de 10 secondes',
    sampleName: 'Enregistrement d’exemple.flac',
    promise: 'Il est lu sur cet ordinateur ; rien n’est envoyé.',
  },
  chooseFiles: 'Choisir des fichiers',
  chooseFolder: 'ou un dossier',
  leftOut: (count) =>
    numbers.plural(count) === 'one'
      ? 'Un fichier n’est pas un enregistrement et a été laissé de côté.'
      : `${numbers.count(count)} fichiers ne sont pas des enregistrements et ont été laissés de côté.`,
  nothingAdded: 'Aucun enregistrement n’y a été trouvé.',
  addHint: (paste) => `ou collez (${paste}), ou déposez n’importe où`,
  dropHere: 'Déposez pour transcrire',
  spokenLanguage: 'Langue parlée',
  automatic: (languages) => `Automatique (${languages})`,
  languageSet: {
    choose: 'Choisir plusieurs langues…',
    title: 'Langues à distinguer',
    explain:
      'Chaque passage est écrit dans l’une d’elles. Moins il y en a, plus rares sont les erreurs : choisissez celles qui sont parlées.',
    save: (count) => (count < 2 ? 'Choisissez-en au moins deux' : `Employer ces ${count} langues`),
  },
  otherLanguages: 'Autres langues',
  vocabulary: {
    title: 'Mots à reconnaître',
    explain:
      'Les noms et les termes qui peuvent être dits dans vos enregistrements, pour qu’ils soient écrits comme ici. Un par ligne, ou séparés par des virgules.',
    room: 'Il y a de la place pour 35 noms environ.',
    tooMany: (used) => `Seuls les ${numbers.count(used)} premiers servent : il n’y a pas de place pour plus.`,
    scope: 'Ils servent pour les enregistrements transcrits à partir de maintenant.',
  },
  recordings: 'Enregistrements',
  state: {
    waiting: 'En attente',
    estimate: (seconds) => `environ ${numbers.timeLeft(seconds)}`,
    loadingEngine: 'Démarrage du moteur',
    preparingModel: (receivedBytes, totalBytes, secondsLeft) =>
      `Modèle vocal : ${numbers.megabyteCount(receivedBytes)} sur ${numbers.megabytes(totalBytes)}` +
      (secondsLeft === null ? '' : `, reste ${numbers.timeLeft(secondsLeft)}`),
    running: (doneSeconds, totalSeconds) =>
      totalSeconds === null
        ? `${formatTime(doneSeconds)} transcrites`
        : `${formatTime(doneSeconds)} sur ${formatTime(totalSeconds)}`,
    catchingUp: (reachedSeconds, doneSeconds) =>
      `Retour à l’endroit où c’en était : ${formatTime(reachedSeconds)} sur ${formatTime(doneSeconds)}`,
    paused: 'En pause',
    pausedAt: (seconds) => `En pause à ${formatTime(seconds)}`,
    done: 'Terminé',
    partlyDone: 'Terminé en partie',
    cancelled: 'Annulé',
    cancelledAt: (seconds) => `Annulé à ${formatTime(seconds)}, le texte déjà écrit est gardé`,
    failed: 'Échec',
    failedAt: (seconds) => `Arrêté à ${formatTime(seconds)}, le texte déjà écrit est gardé`,
  },
  notKept:
    'Il n’y avait pas assez de place pour garder cet enregistrement sur cet appareil : ce qui n’a pas encore de texte sera perdu à la fermeture de la page.',
  notKeptDone:
    'Il n’y avait pas assez de place pour garder cet enregistrement sur cet appareil : il peut être écouté jusqu’à la fermeture de la page. Enregistrez son texte par sûreté.',
  textTryingAgain:
    'Le texte de cet enregistrement n’a pas encore pu être écrit sur cet appareil. Un nouvel essai suit ; laissez la page ouverte.',
  textNotKept:
    'Le texte de cet enregistrement n’a pas pu être écrit sur cet appareil : il est perdu à la fermeture de la page. Copiez-le ou enregistrez-le, puis libérez de la place.',
  textUnread: 'Le texte de cet enregistrement n’a pas pu être lu sur cet appareil. Rien n’en a été changé.',
  listUnread: 'Vos enregistrements n’ont pas pu être lus sur cet appareil. Rien n’en a été changé.',
  elsewhere: {
    title: 'SuperWhisper2 est ouvert dans une autre fenêtre.',
    text: 'Vos enregistrements y sont, et le travail s’y poursuit. Ils viendront ici à la fermeture de cette fenêtre-là.',
    takeOver: 'Continuer dans cette fenêtre',
    asking: 'Vos enregistrements sont demandés à l’autre fenêtre…',
    noAnswer:
      'L’autre fenêtre ne répond pas. Elle est peut-être figée : la fermer ramène ici vos enregistrements. Ce qu’elle n’a pas encore écrit sur cet appareil est perdu si vous les prenez quand même.',
    refused:
      'L’autre fenêtre contient quelque chose qui n’a pas encore de place sur cet appareil. Enregistrez-le d’abord là-bas ; il est perdu si vous prenez quand même vos enregistrements.',
    takeAnyway: 'Les prendre ici quand même',
    waiting: (count) =>
      numbers.plural(count) === 'one'
        ? 'Le fichier que vous avez apporté attend dans cette fenêtre.'
        : `Les ${numbers.count(count)} fichiers que vous avez apportés attendent dans cette fenêtre.`,
  },
  notice: {
    label: 'M’avertir quand tout est terminé',
    blocked:
      'Le navigateur n’autorise pas les notifications de cette page. Vous pouvez les autoriser dans la barre d’adresse.',
    title: 'Transcription terminée',
    text: (done, failed) =>
      failed === 0
        ? `${numbers.count(done)} ${numbers.plural(done) === 'one' ? 'enregistrement est prêt' : 'enregistrements sont prêts'} à lire.`
        : `${numbers.count(done)} à lire, ${numbers.count(failed)} en échec.`,
  },
  working: 'transcription en cours',
  timeLeft: (seconds) => `reste ${numbers.timeLeft(seconds)}`,
  announce: (name, state) => `${name} : ${state}`,
  cancel: 'Annuler',
  cancelNamed: (name) => `Annuler ${name}`,
  pauseNamed: (name) => `Mettre en pause ${name}`,
  pauseAll: 'Tout mettre en pause',
  goOn: 'Continuer',
  goOnNamed: (name) => `Continuer ${name}`,
  moveEarlierNamed: (name) => `Monter ${name}`,
  moveLaterNamed: (name) => `Descendre ${name}`,
  tryAgain: 'Réessayer',
  tryAgainNamed: (name) => `Réessayer : ${name}`,
  removeNamed: (name) => `Retirer ${name} de la liste`,
  transcript: 'Texte',
  transcribeAgain: 'Retranscrire',
  again: {
    explain:
      'L’enregistrement est relu depuis le début. Le texte reste jusqu’à ce qu’il y en ait un nouveau.',
    edited: 'Vous avez modifié ce texte à la main. Une nouvelle transcription remplace vos modifications.',
    start: 'Retranscrire',
    startEdited: 'Remplacer mes modifications',
  },
  remove: {
    question: (name) => `Supprimer ${name} ?`,
    explain:
      'L’enregistrement et son texte sont effacés de cet appareil. Le fichier d’origine reste où il est.',
    confirm: 'Supprimer',
    keep: 'Garder',
  },
  close: 'Fermer',
  saveAs: (format) => `Enregistrer en ${format}`,
  save: 'Enregistrer',
  find: {
    label: 'Chercher dans le texte',
    next: 'Occurrence suivante',
    previous: 'Occurrence précédente',
    count: (current, total) => `${numbers.count(current)} sur ${numbers.count(total)}`,
    none: 'Introuvable',
  },
  player: {
    label: 'Lecteur',
    play: 'Écouter',
    pause: 'Pause',
    back: (seconds) => `Reculer de ${numbers.count(seconds)} secondes`,
    forward: (seconds) => `Avancer de ${numbers.count(seconds)} secondes`,
    position: 'Position dans l’enregistrement',
    speed: 'Vitesse d’écoute',
    noSound: 'Le son de cet enregistrement n’est pas sur cet appareil : il ne peut être écouté.',
    preparing: (seconds) => `Préparation d’une copie lisible par le navigateur : ${formatTime(seconds)}`,
    unplayable: 'Le navigateur ne peut pas lire cet enregistrement.',
  },
  segment: {
    hear: (time) => `Écouter à partir de ${time}`,
    edit: (time) => `Modifier le texte à ${time}`,
    field: (time) => `Texte à ${time}`,
    edited: 'modifié à la main',
    keys: 'Entrée garde la modification, Échap l’abandonne.',
  },
  dropped: {
    label: {
      silence: 'Mis de côté : personne ne parle ici',
      'known-phrase': 'Mis de côté : formule de sous-titrage',
      repetition: 'Mis de côté : répétition en boucle',
      improbable: 'Mis de côté : sans doute jamais dit',
    },
    restore: 'Rétablir',
    restoreNamed: (time) => `Rétablir le texte à ${time}`,
  },
  keys: {
    title: 'Raccourcis clavier',
    open: 'Raccourcis',
    rows: [
      { keys: ['Ctrl', 'V'], what: 'Coller un enregistrement' },
      { keys: ['Ctrl', 'O'], what: 'Choisir des fichiers' },
      { keys: ['Ctrl', 'Maj', 'C'], what: 'Copier tout le texte' },
      { keys: ['Ctrl', 'F'], what: 'Chercher dans le texte' },
      { keys: ['K'], what: 'Écouter, mettre en pause' },
      { keys: ['J'], what: 'Reculer de 10 secondes' },
      { keys: ['L'], what: 'Avancer de 10 secondes' },
      { keys: ['←', '→'], what: 'Reculer ou avancer de 5 secondes, dans le lecteur' },
      { keys: ['<', '>'], what: 'Plus lent, plus rapide' },
      { keys: ['F2'], what: 'Modifier le texte sélectionné' },
      { keys: ['?'], what: 'Cette liste' },
    ],
    scope: 'Les touches seules agissent quand rien n’est en train d’être saisi.',
  },
  endedEarly: (seconds) =>
    `Ce fichier est endommagé à ${formatTime(seconds)} : ce qui précède a été lu. Si vous avez cet enregistrement ailleurs, choisissez cette copie.`,
  unreadFormat: (format) =>
    `Le son de ce fichier est au format ${format}, que cette application ne lit pas. Les autres fichiers continuent ; enregistrez celui-ci en MP3, WAV ou FLAC avec un logiciel audio comme VLC ou Audacity, puis choisissez cette copie.`,
  tracks: {
    name: (number, name, language) => {
      const named = name ?? `Piste ${numbers.count(number)}`;
      return language === null ? named : `${named} (${numbers.language(language)})`;
    },
    read: (track) => `Le texte est celui d’une seule piste sonore de ce fichier : ${track}.`,
    readOther: (track) => `Lire ${track}`,
    replace: {
      question: (track) => `Lire ${track} ?`,
      explain: 'Vous avez modifié ce texte à la main. Le texte de l’autre piste le remplacera.',
      confirm: 'La lire',
      keep: 'Garder mon texte',
    },
  },
  noSpeech: 'Aucune parole n’a été trouvée dans cet enregistrement.',
  textComing: 'Le texte apparaît ici à mesure que l’enregistrement est lu.',
  textAfterOthers: 'Le texte apparaîtra ici quand viendra le tour de cet enregistrement.',
  noText: 'Aucun texte n’a été tiré de cet enregistrement.',
  copy: 'Copier',
  copied: 'Copié',
  copyRefused: 'Le navigateur a refusé le presse-papiers. Sélectionnez le texte et copiez-le vous-même.',
  dictation: dictationFr,
  engine: engineFr,
  doors: doorsFr,
  offline: offlineFr,
  privacy: privacyFr,
  settings: settingsFr,
  storage: storageFr,
  error: {
    title: 'Cette page n’existe pas.',
    back: 'Aller à Transcrire',
  },
};
