import type { ErrorCode } from '../../../core/errors';
import { createNumbers } from '../../../core/text/numbers';
import type { ModelsMessages } from '../en/models';

const numbers = createNumbers('fr');

const failures: Partial<Record<ErrorCode, string>> = {
  'model-corrupt':
    'Ce modèle est endommagé ou incomplet, et n’est pas utilisé. Apportez une autre copie, ou téléchargez-le de nouveau ; supprimez celui-ci s’il est dans la liste.',
  'model-unsupported':
    'Ce n’est pas un modèle Whisper que l’application peut lire. Rien n’a été modifié ; apportez un fichier dans un des formats nommés ici.',
  'model-download-failed':
    'Le téléchargement s’est interrompu. Ce qui est arrivé est gardé ; vérifiez la connexion, puis reprenez-le.',
  'model-missing': 'Ce modèle n’est plus sur cet appareil. Téléchargez-le, ou apportez-le de nouveau.',
  'out-of-memory':
    'Cet appareil donne trop peu de mémoire à la page pour ce modèle. Vos autres modèles sont intacts ; choisissez-en un plus petit.',
  'file-unreadable':
    'Un fichier de ce modèle n’est plus lisible : il a été déplacé, modifié ou retiré. Choisissez-le de nouveau.',
  'storage-full':
    'Il y a trop peu de place sur cet appareil pour ce modèle. Rien n’est perdu ; supprimez un modèle ou libérez de la place, puis réessayez.',
  'storage-unavailable':
    'Le navigateur ne laisse pas cette page garder de fichiers, comme dans certaines fenêtres privées. Le modèle ne peut pas être gardé ici.',
  'storage-failed':
    'Le navigateur n’a pas pu écrire ce modèle sur cet appareil. Vos autres modèles sont intacts ; réessayez, ou rechargez la page.',
  'worker-died':
    'Le navigateur a arrêté le travail sur ce modèle. Ce qui est arrivé d’un téléchargement est gardé ; réessayez, et fermez d’autres onglets si cela se reproduit.',
  'app-not-loaded':
    'Une partie de l’application ne s’est pas chargée. Vos modèles sont intacts ; vérifiez la connexion, puis réessayez.',
  'engine-failed':
    'Le moteur n’a pas pu faire tourner ce modèle. Vos autres modèles sont intacts ; choisissez-en un autre.',
  internal: 'Un problème est survenu dans cette application. Vos autres modèles sont intacts ; réessayez.',
};

export const modelsFr: ModelsMessages = {
  page: 'Modèles',
  intro:
    'Un modèle transforme la parole en texte. Un plus grand fait moins de fautes, prend plus de mémoire et plus de temps.',
  looking: 'Examen de cet appareil',
  here: 'Sur cet appareil',
  canBeHad: 'À télécharger',
  ownTitle: 'Un modèle à vous',
  everyLanguage: (count) => `${numbers.count(count)} langues`,
  onlyLanguages: (names) => `pour ${names}`,
  fromApp: 'vient avec l’application',
  fromImport: 'apporté par vous',
  checkedByHash: 'identique au fichier publié, octet par octet',
  checkedByShapes: 'complet ; aucune empreinte publiée à laquelle le comparer',
  usedFor: { dictation: 'Dictée', files: 'Enregistrements' },
  errors: (percent, language, set) => `${percent} de mots faux en ${language} (${set})`,
  errorsUnknown: 'Pas de taux d’erreur publié',
  sixteenBits: '16 bits, pour comparer avec 8',
  source: 'source',
  speed: {
    measuring: 'Mesure de la vitesse sur cet appareil',
    afterYouStop: (time) => `texte ${time} après la parole`,
    hourIn: (time) => `une heure est prête en ${time}`,
    tooLarge: 'demande plus de mémoire que cet appareil n’en donne à une page',
    why: 'Mesuré sur cet appareil avec une couche de la taille du modèle, avant tout téléchargement.',
  },
  download: (size) => `Télécharger ${size}`,
  resume: (received, total) => `Reprendre à ${received} sur ${total}`,
  pause: 'Pause',
  stop: 'Arrêter',
  delete: 'Supprimer',
  export: 'Enregistrer comme fichier',
  progress: (done, total) => `${done} sur ${total}`,
  left: (time) => `encore ${time}`,
  checking: 'Vérification',
  appModelLater: (size) =>
    `Whisper base vient avec l’application : il est chargé (${size}) à la première dictée ou transcription.`,
  hosts: (name) =>
    `Les téléchargements viennent de ${name}. Rien ne lui est demandé avant que vous appuyiez sur Télécharger, et aucun son n’est envoyé.`,
  otherHosts: 'Hôtes auxquels il peut renvoyer un téléchargement',
  remove: {
    question: (name) => `Supprimer ${name} ?`,
    explain:
      'Vos textes restent. Il faudra télécharger ou apporter de nouveau ce modèle avant de pouvoir s’en resservir.',
    confirm: 'Supprimer le modèle',
    keep: 'Le garder',
  },
  disk: (used, granted) =>
    granted === null
      ? `Les modèles prennent ${used} sur cet appareil.`
      : `Les modèles prennent ${used} sur les ${granted} que le navigateur accorde à cette application.`,
  own: {
    explain:
      'Choisissez ou déposez un fichier ou un dossier : whisper.cpp (ggml), Hugging Face (safetensors), OpenAI (.pt) ou faster-whisper (CTranslate2). Il est converti en 8 bits et reste sur cet appareil.',
    keepsHalves:
      'Garder 16 bits, pour comparer avec 8 : deux fois la place sur le disque, quatre fois la mémoire, et plus lent. Vous seul le choisissez.',
    chooseFile: 'Choisir un fichier',
    chooseFolder: 'Choisir un dossier',
    drop: 'Déposez pour ajouter le modèle',
    reading: 'Lecture du modèle',
    done: (name) => `${name} est sur cet appareil.`,
    again: 'Réessayer',
    detail: 'Détails',
    adopt: 'Le garder comme un modèle à moi',
  },
  again: 'Modèle',
  use: {
    title: 'Quel modèle écrit',
    dictation: 'Pour la dictée',
    files: 'Pour les enregistrements',
    automatic: (name) => `Automatique (${name})`,
    why: {
      byHand: 'Vous l’avez choisi.',
      onlyOne: 'C’est le seul sur cet appareil qui le peut.',
      withinLatency: (time) =>
        `Il fait le moins de fautes de ceux dont le texte vient moins d’une seconde après votre dernier mot : ${time} ici.`,
      quickest: (time) =>
        `Aucun modèle ne tient dans la seconde ici ; celui-ci est le plus rapide : ${time}.`,
      smallest: 'C’est le plus petit ; la vitesse des modèles est mesurée sur cette page.',
      longFiles: (time) =>
        `Il fait le moins de fautes de ceux qui sont assez rapides ici : une heure est prête en ${time}.`,
      tooLarge: (name, needed, room) =>
        `${name} demande environ ${needed} de mémoire ; les modèles ont droit à ${room}.`,
      language: (name) => `${name} n’écrit pas toutes les langues que vous avez choisies.`,
    },
    partial: (name) => `Pendant que vous parlez, ${name} montre d’abord les mots.`,
    fellBack: (name, why, used) => `${name} n’a pas pu servir : ${why} ${used} écrit à sa place.`,
  },
  recommendation: {
    title: 'Conseillé',
    measuring: 'La vitesse des modèles est mesurée, pour dire lequel convient à cet appareil.',
    none: 'Le modèle qui écrit à présent est le meilleur choix ici, pour autant qu’on sache.',
    errors: (name, language, better, present, set) =>
      `${name} fait ${better} fautes pour cent mots en ${language}, le modèle actuel ${present} (${set}).`,
    dictation: (size, time) =>
      `Il prend ${size}, et sur cet appareil son texte vient ${time} après la parole.`,
    files: (size, time) =>
      `Il prend ${size}. Il est trop lent ici pour la dictée ; pour les enregistrements, une heure est prête en ${time}.`,
    later: 'Pas maintenant',
    see: 'Voir les modèles',
  },
  memory: {
    title: 'En mémoire',
    explain:
      'Les modèles prêts répondent aussitôt. Celui qui a servi il y a le plus longtemps laisse la place.',
    none: 'Aucun modèle n’est chargé. La première dictée ou le premier enregistrement en charge un.',
    model: 'Modèle',
    place: { gpu: 'Carte graphique', wasm: 'WebAssembly', javascript: 'JavaScript' },
    state: 'État',
    inUse: 'utilisé',
    ready: 'prêt',
    release: (name) => `Libérer ${name}`,
    releaseShort: 'Libérer',
    budget: 'Mémoire pour les modèles',
    defaultBudget: (size) => `Comme d’habitude ici (${size})`,
    total: (used, budget) => `${used} utilisés sur ${budget}`,
  },
  failures,
};
