import { createNumbers, formatTime } from '../../../core/text/numbers';
import type { Messages } from '../en/messages';
import { benchmarkFr } from './benchmark';
import { dictationFr } from './dictation';
import { dictationErrorsFr } from './dictation-errors';
import { doorsFr } from './doors';
import { doubtsFr } from './doubts';
import { engineFr } from './engine';
import { errorsFr } from './errors';
import { graphicsCardsFr } from './performance/graphics-cards';
import { keyListsFr } from './keys';
import { modelsFr } from './models';
import { offlineFr } from './offline';
import { performanceFr } from './performance';
import { privacyFr } from './privacy';
import { recordingStatesFr } from './recording-states';
import { reportFr } from './report';
import { settingsFr } from './settings';
import { storageFr } from './storage';
import { tracksFr } from './tracks';
import { transcriptsFr } from './transcripts';
import { verdictsFr } from './verdicts';

const numbers = createNumbers('fr', { ba: 'bachkir', bo: 'tibétain' });

export const fr: Messages = {
  numbers,
  benchmark: benchmarkFr,
  errors: errorsFr,
  skipLink: 'Aller au contenu',
  pages: 'Pages',
  transcribe: 'Transcrire',
  interfaceLanguage: 'Langue de l’interface',
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
    promise: 'Il est transcrit sur cet ordinateur ; rien n’est envoyé.',
  },
  chooseFiles: 'Choisir des fichiers',
  chooseFolder: 'ou un dossier',
  leftOut: (count) =>
    numbers.plural(count) === 'one'
      ? 'Un fichier n’est pas un enregistrement et a été ignoré.'
      : `${numbers.count(count)} fichiers ne sont pas des enregistrements et ont été ignorés.`,
  nothingAdded: 'Aucun enregistrement trouvé.',
  addHint: (paste) => `ou collez (${paste}), ou déposez n’importe où`,
  dropHere: 'Déposez pour transcrire',
  spokenLanguage: 'Langue parlée',
  automatic: (languages) => `Automatique (${languages})`,
  languageSet: {
    choose: 'Choisir plusieurs langues…',
    title: 'Langues à distinguer',
    explain:
      'Chaque passage est écrit dans l’une d’elles. Moins vous en choisissez, plus les erreurs sont rares : ne choisissez que les langues parlées.',
    save: (count) => (count < 2 ? 'Choisissez-en au moins deux' : `Utiliser ces ${count} langues`),
  },
  otherLanguages: 'Autres langues',
  vocabulary: {
    title: 'Mots à reconnaître',
    explain:
      'Noms et termes que l’on peut entendre dans vos enregistrements, orthographiés comme vous voulez les lire. Un par ligne, ou séparés par des virgules.',
    room: 'Il y a de la place pour environ 35 noms.',
    tooMany: (used) =>
      `Seuls les ${numbers.count(used)} premiers sont pris en compte : il n’y a pas de place pour plus.`,
    scope: 'Ils s’appliquent aux enregistrements transcrits à partir de maintenant.',
  },
  recordings: 'Enregistrements',
  state: recordingStatesFr,
  notKept:
    'Il n’y avait pas assez de place pour garder cet enregistrement sur cet appareil. Ce qui n’est pas encore transcrit sera perdu à la fermeture de la page.',
  notKeptDone:
    'Il n’y avait pas assez de place pour garder cet enregistrement sur cet appareil. Vous pouvez l’écouter jusqu’à la fermeture de la page ; par précaution, enregistrez son texte.',
  textTryingAgain:
    'Le texte de cet enregistrement n’a pas encore pu être écrit sur cet appareil. L’application va réessayer ; laissez la page ouverte.',
  textNotKept:
    'Le texte de cet enregistrement n’a pas pu être écrit sur cet appareil. Il sera perdu à la fermeture de la page ; copiez-le ou enregistrez-le, puis libérez de la place.',
  textUnread: 'Le texte de cet enregistrement n’a pas pu être lu sur cet appareil. Rien n’a été modifié.',
  listUnread: 'Vos enregistrements n’ont pas pu être lus sur cet appareil. Rien n’a été modifié.',
  elsewhere: {
    title: 'SuperWhisper2 est ouvert dans une autre fenêtre.',
    text: 'Vos enregistrements y sont, et la transcription s’y poursuit. Ils s’ouvriront ici quand vous fermerez l’autre fenêtre.',
    takeOver: 'Continuer dans cette fenêtre',
    asking: 'Demande de vos enregistrements à l’autre fenêtre…',
    noAnswer:
      'L’autre fenêtre ne répond pas ; elle est peut-être bloquée. Fermez-la, et vos enregistrements s’ouvriront ici. Si vous les prenez quand même, ce qu’elle n’a pas encore écrit sur cet appareil sera perdu.',
    refused:
      'Il n’y a pas encore de place sur cet appareil pour une partie de ce que contient l’autre fenêtre. Enregistrez-la d’abord dans cette fenêtre-là : elle sera perdue si vous prenez quand même vos enregistrements.',
    takeAnyway: 'Les prendre quand même',
    waiting: (count) =>
      numbers.plural(count) === 'one'
        ? 'Le fichier que vous avez ajouté attend dans cette fenêtre.'
        : `Les ${numbers.count(count)} fichiers que vous avez ajoutés attendent dans cette fenêtre.`,
  },
  notice: {
    label: 'M’avertir quand tout est terminé',
    blocked:
      'Le navigateur n’autorise pas les notifications de cette page. Vous pouvez les autoriser dans la barre d’adresse.',
    title: 'Transcription terminée',
    text: (done, failed) =>
      failed === 0
        ? `${numbers.count(done)} ${numbers.plural(done) === 'one' ? 'transcription est prête' : 'transcriptions sont prêtes'}.`
        : `Prêts : ${numbers.count(done)} ; en échec : ${numbers.count(failed)}.`,
  },
  working: 'transcription en cours',
  timeLeft: (seconds) => `reste ${numbers.timeLeft(seconds)}`,
  announce: (name, state) => `${name} : ${state}`,
  cancel: 'Annuler',
  cancelNamed: (name) => `Annuler ${name}`,
  pauseNamed: (name) => `Mettre en pause ${name}`,
  pauseAll: 'Tout mettre en pause',
  goOn: 'Reprendre',
  goOnNamed: (name) => `Reprendre ${name}`,
  moveEarlierNamed: (name) => `Monter ${name}`,
  moveLaterNamed: (name) => `Descendre ${name}`,
  tryAgain: 'Réessayer',
  tryAgainNamed: (name) => `Réessayer : ${name}`,
  removeNamed: (name) => `Retirer ${name} de la liste`,
  transcript: 'Texte',
  transcribeAgain: 'Retranscrire',
  again: {
    explain:
      'L’enregistrement est retranscrit depuis le début. Le texte actuel reste jusqu’à l’arrivée du nouveau ; les mots qui diffèrent sont soulignés.',
    edited: 'Les lignes que vous avez modifiées restent telles quelles.',
    start: 'Retranscrire',
  },
  remove: {
    question: (name) => `Supprimer ${name} ?`,
    explain:
      'L’enregistrement et son texte seront supprimés de cet appareil. Le fichier d’origine reste où il est.',
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
    noSound: 'Le son de cet enregistrement n’est pas sur cet appareil : impossible de l’écouter.',
    preparing: (seconds) => `Préparation d’une copie lisible par le navigateur : ${formatTime(seconds)}`,
    unplayable: 'Le navigateur ne peut pas lire cet enregistrement.',
  },
  segment: {
    hear: (time) => `Écouter à partir de ${time}`,
    edit: (time) => `Modifier le texte à ${time}`,
    field: (time) => `Texte à ${time}`,
    edited: 'modifié à la main',
    former: (text) => (text === '' ? 'rien ici auparavant' : `avant : ${text}`),
    keys: 'Entrée valide la modification, Échap l’annule.',
  },
  dropped: {
    label: {
      silence: 'Mis de côté : personne ne parle ici',
      'known-phrase': 'Mis de côté : formule courante de sous-titrage',
      repetition: 'Mis de côté : le texte se répète',
      improbable: 'Mis de côté : probablement jamais dit',
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
      { keys: ['F2'], what: 'Modifier la ligne sélectionnée' },
    ],
    scope: 'Les touches seules fonctionnent quand vous n’êtes pas en train d’écrire.',
  },
  endedEarly: (seconds) =>
    `Ce fichier est endommagé à ${formatTime(seconds)} : ce qui précède est transcrit. Si vous avez une autre copie de l’enregistrement, choisissez-la.`,
  unreadFormat: (format) =>
    `Le son de ce fichier est au format ${format}, que cette application ne peut pas lire. Les autres fichiers continuent ; enregistrez celui-ci en MP3, WAV ou FLAC avec un logiciel audio comme VLC ou Audacity, puis choisissez cette copie.`,
  tracks: tracksFr,
  noSpeech: 'Aucune parole n’a été trouvée dans cet enregistrement.',
  textComing: 'Le texte apparaît ici au fil de la transcription.',
  textAfterOthers: 'Le texte apparaîtra ici quand viendra le tour de cet enregistrement.',
  noText: 'Cet enregistrement n’a pas de texte.',
  copy: 'Copier',
  copied: 'Copié',
  copyRefused: 'Le navigateur n’a pas autorisé la copie. Sélectionnez le texte et copiez-le vous-même.',
  dictation: dictationFr,
  dictationErrors: dictationErrorsFr,
  keyLists: keyListsFr,
  engine: engineFr,
  models: modelsFr,
  doors: doorsFr,
  doubts: doubtsFr,
  offline: offlineFr,
  graphicsCards: graphicsCardsFr,
  performance: performanceFr,
  privacy: privacyFr,
  settings: settingsFr,
  storage: storageFr,
  transcripts: transcriptsFr,
  verdicts: verdictsFr,
  report: reportFr,
  error: {
    title: 'Cette page n’existe pas.',
    back: 'Aller à Transcrire',
  },
};
