import type { ErrorCode } from '../../../core/errors';

export const dictationErrorsFr: Partial<Record<ErrorCode, string>> = {
  'app-not-loaded':
    'Une partie de l’application n’a pas pu être chargée. Ce qui est écrit reste ; vérifiez la connexion, puis appuyez de nouveau sur Dicter.',
  'engine-failed':
    'L’écriture s’est arrêtée. Ce qui est écrit reste, et l’audio de la suite est gardé sur cet appareil ; appuyez de nouveau sur Dicter.',
  'gpu-lost':
    'La carte graphique ne répond plus à cette page. Ce qui est écrit reste, et l’audio de la suite est gardé sur cet appareil ; appuyez de nouveau sur Dicter.',
  internal:
    'Cette application a rencontré un problème. Ce qui est écrit reste, et l’audio de la suite est gardé sur cet appareil ; appuyez de nouveau sur Dicter.',
  'model-corrupt':
    'Le modèle vocal est arrivé incomplet ou endommagé. L’audio de ce que vous avez dit est gardé sur cet appareil ; appuyez de nouveau sur Dicter pour télécharger le modèle.',
  'model-download-failed':
    'Le modèle vocal n’a pas pu être téléchargé. L’audio de ce que vous avez dit est gardé sur cet appareil ; vérifiez la connexion, puis appuyez de nouveau sur Dicter.',
  'model-missing':
    'Le modèle vocal n’est plus sur cet appareil. L’audio de ce que vous avez dit est gardé ; appuyez de nouveau sur Dicter pour télécharger le modèle.',
  'model-unsupported':
    'Cette application ne peut pas utiliser ce modèle vocal. L’audio de ce que vous avez dit est gardé sur cet appareil ; rechargez la page, puis appuyez sur Dicter.',
  'out-of-memory':
    'Cet appareil manque de mémoire. Ce qui est écrit reste, et l’audio de la suite est gardé ; fermez d’autres onglets, puis appuyez de nouveau sur Dicter.',
  'storage-failed':
    'Le navigateur n’a pas pu lire ou écrire ce qui est gardé sur cet appareil. Rien n’a été changé ; rechargez la page.',
  'storage-full':
    'Il n’y a plus de place sur cet appareil. Ce que vous voyez est toujours là ; libérez de la place, puis appuyez de nouveau sur Dicter.',
  'storage-unavailable':
    'Le navigateur ne permet pas à cette page de garder quoi que ce soit, comme en navigation privée. Copiez ce qui est écrit ici, puis ouvrez la page dans une fenêtre normale.',
  'wasm-unsupported':
    'Ce navigateur est trop ancien pour écrire ce qui est dit. Ce qui est écrit reste ; ouvrez cette page dans un navigateur à jour.',
  'worker-died':
    'Le navigateur a arrêté le moteur. Ce qui est écrit reste, et l’audio de la suite est gardé sur cet appareil ; appuyez de nouveau sur Dicter.',
};
