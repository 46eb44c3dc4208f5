import type { ErrorCode } from '../../../core/errors';

/** What happened; what it means for the person's words; what to press. */
export const errorsFr: Record<ErrorCode, string> = {
  'app-not-loaded':
    'Une partie de l’application n’a pas pu être chargée. Ce que vous avez dit, choisi et écrit est gardé ; vérifiez la connexion, puis réessayez.',
  'audio-empty':
    'Cet enregistrement est vide : il ne contient aucun son. S’il n’était pas fini de sauvegarder, choisissez-le de nouveau.',
  'audio-undecodable':
    'Ce fichier ne contient aucun son que le navigateur puisse lire. Les autres fichiers continuent ; choisissez cet enregistrement dans un autre format.',
  'audio-no-track':
    'Ce fichier n’a pas de piste audio : il n’y a rien à transcrire. Les autres fichiers continuent.',
  'audio-damaged':
    'Cet enregistrement est endommagé et ne peut pas être lu jusqu’au bout. Le texte déjà écrit est gardé ; essayez une autre copie.',
  'audio-too-long':
    'Cet enregistrement est trop long pour être lu d’un seul coup. Les autres fichiers continuent ; découpez celui-ci en plusieurs parties et choisissez-les.',
  'dictating-elsewhere':
    'Une dictée est en cours dans une autre fenêtre de cette application, et son texte apparaît ici. Appuyez de nouveau sur Dicter quand elle sera finie.',
  'engine-failed':
    'La transcription s’est arrêtée. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
  'file-unreadable':
    'Ce fichier ne peut plus être lu : il a été déplacé, modifié ou supprimé, ou c’est un dossier. Les autres fichiers continuent ; choisissez-le de nouveau.',
  'gpu-lost':
    'La carte graphique ne répond plus à cette page. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
  'microphone-busy':
    'Le microphone ne répond pas : un autre programme l’utilise peut-être. Votre texte est gardé ; fermez ce programme, puis appuyez de nouveau sur Dicter.',
  'microphone-denied':
    'Le navigateur bloque le microphone pour cette page. Rien n’a été entendu ; autorisez-le dans la barre d’adresse, puis appuyez de nouveau sur Dicter.',
  'microphone-missing':
    'Aucun microphone n’a été trouvé. Rien n’a été entendu ; branchez-en un ou choisissez-en un autre, puis appuyez de nouveau sur Dicter.',
  'microphone-unsupported':
    'Ce navigateur ne donne pas à la page accès au microphone. Rien n’a été entendu ; ouvrez-la en https ou sur localhost dans un navigateur à jour.',
  internal:
    'Cette application a rencontré un problème. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
  'model-corrupt':
    'Le modèle vocal est arrivé incomplet ou endommagé. L’enregistrement est intact ; appuyez sur Réessayer pour le télécharger de nouveau.',
  'model-download-failed':
    'Le modèle vocal n’a pas pu être téléchargé. L’enregistrement est intact ; vérifiez la connexion, puis appuyez sur Réessayer.',
  'model-hash-differs':
    'Le fichier téléchargé n’est pas celui qui a été publié. Il est gardé sur cet appareil ; gardez-le comme votre propre modèle, ou supprimez-le.',
  'model-host-blocked':
    'L’adresse qui fournit cette application ne la laisse pas télécharger de modèles. Rien n’a changé ; apportez plutôt le modèle sous forme de fichier.',
  'model-is-pytorch-bin':
    'C’est un fichier .bin de PyTorch, que cette application ne lit pas parce qu’il peut contenir des programmes. Prenez model.safetensors dans le même dépôt, ou convertissez le modèle en safetensors, puis ajoutez-le.',
  'model-missing':
    'Le modèle vocal n’est plus sur cet appareil. L’enregistrement est intact ; appuyez sur Réessayer pour le télécharger.',
  'model-unsupported':
    'Cette application ne peut pas utiliser ce modèle vocal. L’enregistrement est intact ; rechargez la page, puis choisissez-le de nouveau.',
  'out-of-memory':
    'Cet appareil manque de mémoire. Le texte déjà écrit est gardé ; fermez d’autres onglets, puis appuyez sur Réessayer.',
  'recording-lost':
    'La page a été fermée avant que cet enregistrement n’ait pu être gardé sur cet appareil. Le texte déjà écrit est gardé ; choisissez de nouveau l’enregistrement pour la suite.',
  'storage-failed':
    'Le navigateur n’a pas pu lire ou écrire ce qui est gardé sur cet appareil. Ce que vous voyez est toujours là ; appuyez sur Réessayer ou rechargez la page.',
  'storage-full':
    'Il n’y a plus de place sur cet appareil. Ce que vous voyez est toujours là ; libérez de la place, puis appuyez sur Réessayer.',
  'storage-newer':
    'Une version plus récente de cette application a écrit les données de cet appareil. Rien n’est perdu ; rechargez la page pour obtenir cette version.',
  'storage-unavailable':
    'Le navigateur ne permet pas à cette page de garder quoi que ce soit, comme en navigation privée. L’enregistrement est intact ; ouvrez la page dans une fenêtre normale et choisissez-le de nouveau.',
  'wasm-unsupported':
    'Ce navigateur est trop ancien pour transcrire. L’enregistrement est intact ; ouvrez cette page dans un navigateur à jour.',
  'worker-died':
    'Le navigateur a arrêté la transcription. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
};
