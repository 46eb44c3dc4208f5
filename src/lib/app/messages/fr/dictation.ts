import { createNumbers } from '../../../core/text/numbers';
import type { DictationMessages } from '../en/dictation';

const numbers = createNumbers('fr');

export const dictationFr: DictationMessages = {
  page: 'Dicter',
  documentTitle: { idle: 'Dicter – SuperWhisper2', on: '● À l’écoute – SuperWhisper2' },
  button: { idle: 'Dicter', on: 'Arrêter', finishing: 'Écriture…' },
  state: {
    idle: '',
    opening: 'En attente du microphone',
    listening: 'À l’écoute',
    finishing: 'Écriture de vos derniers mots',
  },
  firstTime:
    'Appuyez sur Dicter et parlez. Le navigateur vous demandera l’accès au microphone. Vos paroles sont transcrites sur cet ordinateur et ne sont envoyées nulle part.',
  document: 'Texte dicté',
  preparing:
    'Préparation en cours. Ce que vous dites maintenant sera écrit dès que le modèle vocal sera chargé.',
  downloading: (received, total) =>
    `Téléchargement du modèle vocal : ${received} sur ${total}. Ce que vous dites maintenant sera écrit dès qu’il sera arrivé.`,
  modelNeeded: (size) =>
    `Le premier appui télécharge aussi le modèle vocal (${size}). Cela n’arrive qu’une fois ; le modèle reste sur cet appareil.`,
  progress: 'Téléchargement',
  lag: (seconds) => `Le texte a ${numbers.count(seconds)} s de retard sur votre voix.`,
  copy: {
    selection: 'Copier la sélection',
    new: 'Copier la suite',
    again: 'Recopier',
    all: 'Tout copier',
    more: 'Copier autre chose',
    whole: 'Copier tout le texte',
  },
  vocabulary: {
    explain:
      'Les noms et les termes que vous direz peut-être, pour qu’ils soient écrits comme ici. Un par ligne, ou séparés par des virgules.',
    scope: 'Ils servent dès le prochain appui sur Dicter, et pour les enregistrements.',
  },
  readAgainFailed:
    'La dernière phrase n’a pas pu être retranscrite. Elle reste telle quelle ; appuyez encore une fois sur le bouton.',
  hints: {
    'nothing-yet': 'Rien n’a encore été entendu. Parlez, ou vérifiez le microphone choisi dans les options.',
    'nothing-heard':
      'Rien n’a été entendu depuis une minute. Si vous parlez, vérifiez que le microphone est allumé.',
    clipping: 'Le son est trop fort : éloignez-vous du microphone ou baissez son niveau.',
    'not-kept':
      'Il n’y a plus de place sur cet appareil pour garder l’audio pendant que vous parlez. Le texte s’affiche quand même ; copiez-le avant de fermer la page.',
  },
  microphone: 'Microphone',
  defaultMicrophone: 'Par défaut du système',
  replaced: (name) => `Le microphone a été débranché. La dictée continue avec ${name || 'un autre'}.`,
  interrupted:
    'Le système s’est réservé le microphone : rien n’est entendu. La dictée reprendra d’elle-même quand il le libérera.',
  gap: (atSeconds, lastedSeconds) =>
    `Le microphone a été coupé à ${numbers.time(atSeconds)} : rien n’a été entendu pendant ${numbers.count(Math.round(lastedSeconds))} s.`,
  gapToEnd: (atSeconds) =>
    `Le microphone a été coupé à ${numbers.time(atSeconds)} : rien n’a été entendu ensuite.`,
  telephone:
    'Ce casque est en mode appel, et le son est médiocre. Choisissez un autre microphone si vous en avez un.',
  held: 'Le microphone reste ouvert trois minutes. Rien n’est écrit tant que vous n’appuyez pas sur Dicter.',
  release: 'Le couper',
  options: {
    title: 'Options',
    pause: 'Pause qui termine une phrase',
    automaticPause: 'Automatique',
    autoStop: 'Arrêt automatique',
    never: 'Jamais',
    afterSilence: (seconds) => `Après ${numbers.count(seconds)} s de silence`,
    copying: {
      label: 'Copie automatique du texte',
      none: 'Jamais',
      stop: 'À la fin de la dictée',
      utterance: 'Après chaque phrase',
    },
    key: {
      label: 'Touche pour commencer et arrêter',
      waiting: 'Appuyez sur une touche…',
      refused: 'Cette touche est déjà prise. Choisissez une touche de fonction, ou Alt et une lettre.',
    },
    noiseSuppression:
      'Réduire le bruit (le navigateur s’en charge ; dans une pièce calme, les mots sont mieux reconnus sans)',
    autoGain: 'Amplifier une voix faible',
    sounds: 'Émettre un son au début et à la fin',
    staysWarm:
      'Garder le microphone ouvert trois minutes après une dictée : la suivante comprend alors les 2 secondes qui précèdent votre appui',
    scope: 'Les changements prennent effet au prochain appui sur Dicter.',
  },
  textNotKept: 'Ce navigateur n’a plus de place pour garder ce texte. Copiez-le avant de fermer la page.',
  elsewhere: {
    editing: 'Vous modifiez ce texte dans une autre fenêtre. Appuyez dans le texte pour le modifier ici.',
    dictating: 'Une dictée est en cours dans une autre fenêtre. Son texte apparaît ici.',
  },
  cancelFinishing: 'Ne pas attendre et garder l’audio pour plus tard',
  floatingRefused: 'Le navigateur n’a pas ouvert la petite fenêtre. Vous pouvez dicter ici.',
  floatingWindow: 'Garder au premier plan',
  readAgain: (language: string) => `Retranscrire la dernière phrase en ${language}`,
  readingAgain: 'Nouvelle transcription en cours',
  latency: {
    summary: (first, last, p50, p95) =>
      (first === null ? '' : `Premier mot après ${numbers.seconds(first)} · `) +
      `texte ${numbers.seconds(last)} après la fin · médiane ${numbers.seconds(p50)}, 95 % en moins de ${numbers.seconds(p95)}`,
    newestLast: 'Les dernières phrases, la plus récente à la fin',
    number: 'Phrase',
    seconds: 'Secondes',
    waited: 'Phrases qui ont attendu le modèle vocal, non comptées ici',
    columns: ['Premier mot', 'Texte prêt', 'Texte affiché', 'Mots', 'Définitifs avant la fin', 'Modifiés'],
    memory: 'Mémoire',
    unknown: 'Le navigateur ne l’a pas encore indiquée.',
    utterances: 'Phrases',
    wordsStood: 'Mots',
    stood: (all, stood, changed) =>
      `${numbers.count(all)}, dont ${numbers.count(stood)} définitifs avant la fin et ${numbers.count(changed)} modifiés`,
    lostSamples: 'Échantillons audio perdus',
    unkeptSeconds: 'Secondes d’audio non gardées pendant que vous parliez',
    lostEngines: 'Redémarrages du moteur',
    explain: 'Le premier mot est mesuré depuis le début de la parole, le texte depuis sa fin.',
  },
  lost: {
    found: (duration) => `Une dictée de ${duration} a été interrompue. L’audio est sur cet appareil.`,
    transcribe: 'La transcrire',
    discard: 'La supprimer',
    fileName: 'Dictée interrompue.wav',
  },
};
