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
    finishing: 'Écriture de la fin',
  },
  firstTime:
    'Appuyez sur Dicter et parlez. Le navigateur demandera le microphone ; ce que vous dites est écouté et écrit sur cet ordinateur, et nulle part ailleurs.',
  document: 'Texte dicté',
  preparing: 'Préparation en cours ; ce que vous dites sera écrit dès que le modèle vocal sera là.',
  downloading: (received, total) =>
    `Le modèle vocal arrive, ${received} sur ${total} ; ce que vous dites sera écrit dès qu’il sera là.`,
  modelNeeded: (size) =>
    `Le premier appui télécharge aussi le modèle vocal (${size}). Cela n’arrive qu’une fois ; le modèle reste sur cet appareil.`,
  progress: 'Téléchargement',
  lag: (seconds) => `Le texte a ${numbers.count(seconds)} s de parole de retard sur vous.`,
  copy: {
    selection: 'Copier la sélection',
    new: 'Copier le nouveau',
    again: 'Copier encore',
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
    'nothing-yet':
      'Rien n’a encore été entendu. Parlez, ou voyez dans les options quel microphone est choisi.',
    'nothing-heard':
      'Rien n’a été entendu depuis une minute. Si vous parlez, le microphone est-il toujours en marche ?',
    clipping: 'Trop fort : éloignez-vous du microphone ou baissez son niveau.',
    'not-kept':
      'Il n’y a plus de place sur cet appareil pour garder le son pendant que vous parlez. Le texte vient tout de même ; copiez-le avant de fermer la page.',
  },
  microphone: 'Microphone',
  defaultMicrophone: 'Celui du système',
  replaced: (name) => `Le microphone a été débranché ; ${name || 'un autre'} prend la suite.`,
  interrupted:
    'Le système a pris le microphone : rien n’est entendu. La dictée reprendra d’elle-même quand il le rendra.',
  gap: (atSeconds, lastedSeconds) =>
    `À ${numbers.time(atSeconds)}, le microphone a été interrompu et rien n’a été entendu pendant ${numbers.count(Math.round(lastedSeconds))} s.`,
  gapToEnd: (atSeconds) =>
    `À partir de ${numbers.time(atSeconds)}, rien n’a été entendu : le microphone a été interrompu.`,
  telephone:
    'Ce casque est en mode téléphone : il entend mal les mots. Choisissez un autre microphone s’il y en a un.',
  held: 'Le microphone reste ouvert trois minutes, et rien n’est écrit.',
  release: 'Le fermer',
  options: {
    title: 'Options',
    pause: 'Pause qui termine un énoncé',
    automaticPause: 'Automatique',
    autoStop: 'Arrêter tout seul',
    never: 'Jamais',
    afterSilence: (seconds) => `Après ${numbers.count(seconds)} s de silence`,
    copying: {
      label: 'Copier le texte tout seul',
      none: 'Jamais',
      stop: 'À la fin de la dictée',
      utterance: 'Après chaque énoncé',
    },
    key: {
      label: 'Touche qui commence et termine',
      waiting: 'Appuyez sur une touche…',
      refused: 'Cette touche est prise. Une touche de fonction est libre, ou Alt et une lettre.',
    },
    noiseSuppression:
      'Réduire le bruit (par le navigateur ; dans une pièce calme, les mots s’entendent mieux sans)',
    autoGain: 'Amplifier une voix faible',
    sounds: 'Un son au début et à la fin',
    staysWarm:
      'Garder le microphone ouvert trois minutes après une dictée : ce qui est dit jusqu’à 2 secondes avant l’appui suivant est écrit aussi',
    scope: 'Le microphone, la pause et le reste comptent dès le prochain appui.',
  },
  textNotKept:
    'Il n’y a plus de place dans ce navigateur pour garder ce texte : copiez-le avant de fermer la page.',
  elsewhere: {
    editing: 'Ce texte est ouvert dans une autre fenêtre et la suit. Appuyez dessus pour écrire ici.',
    dictating: 'Une dictée est en cours dans une autre fenêtre. Son texte apparaît ici.',
  },
  cancelFinishing: 'Ne pas attendre : garder le son pour plus tard',
  floatingRefused: 'Le navigateur n’a pas ouvert la petite fenêtre. La dictée se fait ici.',
  floatingWindow: 'Garder au-dessus des autres fenêtres',
  readAgain: (language: string) => `Relire le dernier énoncé comme du ${language}`,
  readingAgain: 'Relecture en cours',
  latency: {
    summary: (first, last, p50, p95) =>
      (first === null ? '' : `Premier mot après ${numbers.seconds(first)} · `) +
      `texte ${numbers.seconds(last)} après vous · la moitié en moins de ${numbers.seconds(p50)}, 95 % en moins de ${numbers.seconds(p95)}`,
    newestLast: 'Les dernières phrases, la plus récente à la fin',
    number: 'Phrase',
    seconds: 'Secondes',
    waited: 'Phrases qui ont attendu le modèle vocal, non comptées ici',
    columns: ['Premier mot', 'Texte prêt', 'Texte affiché', 'Mots', 'Fixés avant la fin', 'Changés'],
    memory: 'Mémoire',
    unknown: 'Le navigateur ne l’a pas encore dit.',
    utterances: 'Énoncés',
    wordsStood: 'Mots',
    stood: (all, stood, changed) =>
      `${numbers.count(all)}, dont ${numbers.count(stood)} fixés avant la fin et ${numbers.count(changed)} changés`,
    lostSamples: 'Échantillons sonores perdus',
    unkeptSeconds: 'Secondes de son non gardées pendant la parole',
    lostEngines: 'Moteurs perdus',
    explain: 'Premier mot : depuis le début de la parole. Texte : depuis sa fin.',
  },
  lost: {
    found: (duration) => `Une dictée de ${duration} a été interrompue. Le son est sur cet appareil.`,
    transcribe: 'La transcrire',
    discard: 'L’effacer',
    fileName: 'Dictée interrompue.wav',
  },
};
