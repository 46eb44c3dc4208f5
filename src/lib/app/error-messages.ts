import type { ErrorCode } from '../core/errors';

/** The languages of the interface. */
export const UI_LANGUAGES = ['fr', 'en'] as const;

export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** What happened; what it means for the user's words; what to press. */
export const ERROR_MESSAGES: Record<UiLanguage, Record<ErrorCode, string>> = {
  en: {
    'app-not-loaded':
      'A part of this app did not arrive. What was said, chosen and written is kept; check the connection, then try again.',
    'audio-empty':
      'This recording is empty: it holds no sound. If it was still being saved, choose it again.',
    'audio-undecodable':
      'This file holds no sound that the browser can read. The other files go on; choose this recording in another format.',
    'audio-no-track':
      'This file has no sound track, so there is no text to take from it. The other files go on.',
    'audio-damaged':
      'This recording is damaged and cannot be read to its end. The text so far is kept; try again with another copy of it.',
    'audio-too-long':
      'This recording is too long to be read in one go. The other files go on; cut this one into parts and choose those.',
    'dictating-elsewhere':
      'A dictation is going on in another window of this app, and its text appears here. Press Dictate again when it has ended.',
    'engine-failed':
      'The transcription stopped. The recording is untouched and the text so far is kept; press Try again.',
    'file-unreadable':
      'This file can no longer be read: it was moved, changed or deleted, or it is a folder. The other files go on; choose it again.',
    'gpu-lost':
      'The graphics card stopped working for this page. The recording is untouched and the text so far is kept; press Try again.',
    'microphone-busy':
      'The microphone does not answer: another program may have it. What was written stays; close that program, then press Dictate again.',
    'microphone-denied':
      'The browser keeps the microphone from this page. Nothing was heard; allow it beside the address, then press Dictate again.',
    'microphone-missing':
      'No microphone was found. Nothing was heard; plug one in or choose another, then press Dictate again.',
    'microphone-unsupported':
      'This browser gives the page no microphone. Nothing was heard; open the page at https or localhost in a current browser.',
    internal:
      'Something in this app went wrong. The recording is untouched and the text so far is kept; press Try again.',
    'model-corrupt':
      'The speech model did not arrive whole. The recording is untouched; press Try again to get it anew.',
    'model-download-failed':
      'The speech model could not be fetched. The recording is untouched; check the connection, then press Try again.',
    'model-missing':
      'The speech model is no longer on this device. The recording is untouched; press Try again to get it.',
    'model-unsupported':
      'This app cannot run that speech model. The recording is untouched; reload the page, then choose it again.',
    'out-of-memory':
      'This device has run out of memory. The text so far is kept; close other tabs, then press Try again.',
    'recording-lost':
      'The page was closed before this recording could be kept on this device. The text so far is kept; choose the recording again for the rest.',
    'storage-failed':
      'The browser could not read or write what is kept on this device. What you see is still here; press Try again, or load the page again.',
    'storage-full':
      'No space is left on this device. What you see is still here; free some space, then press Try again.',
    'storage-newer':
      'A newer version of this app has written what is kept on this device. Nothing is lost; load the page again to get that version.',
    'storage-unavailable':
      'The browser lets this page keep nothing, as in a private window. The recording is untouched; open the page in an ordinary window and choose it again.',
    'wasm-unsupported':
      'This browser is too old to transcribe. The recording is untouched; open this page in a current browser.',
    'worker-died':
      'The browser stopped the transcription. The recording is untouched and the text so far is kept; press Try again.',
  },
  fr: {
    'app-not-loaded':
      'Une partie de l’application n’est pas arrivée. Ce qui a été dit, choisi et écrit est gardé ; vérifiez la connexion, puis réessayez.',
    'audio-empty':
      'Cet enregistrement est vide : il ne contient aucun son. S’il était en cours de sauvegarde, choisissez-le de nouveau.',
    'audio-undecodable':
      'Ce fichier ne contient pas de son lisible par le navigateur. Les autres fichiers continuent ; choisissez cet enregistrement dans un autre format.',
    'audio-no-track':
      'Ce fichier n’a pas de piste sonore : il n’y a pas de texte à en tirer. Les autres fichiers continuent.',
    'audio-damaged':
      'Cet enregistrement est abîmé et ne peut être lu jusqu’au bout. Le texte déjà écrit est gardé ; réessayez avec une autre copie.',
    'audio-too-long':
      'Cet enregistrement est trop long pour être lu d’un trait. Les autres fichiers continuent ; coupez-le en parties et choisissez celles-ci.',
    'dictating-elsewhere':
      'Une dictée est en cours dans une autre fenêtre de cette application, et son texte apparaît ici. Appuyez de nouveau sur Dicter quand elle sera finie.',
    'engine-failed':
      'La transcription s’est arrêtée. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
    'file-unreadable':
      'Ce fichier ne peut plus être lu : il a été déplacé, modifié ou supprimé, ou c’est un dossier. Les autres fichiers continuent ; choisissez-le de nouveau.',
    'gpu-lost':
      'La carte graphique ne répond plus à cette page. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
    'microphone-busy':
      'Le microphone ne répond pas : un autre programme l’occupe peut-être. Ce qui est écrit reste ; fermez ce programme, puis appuyez de nouveau sur Dicter.',
    'microphone-denied':
      'Le navigateur refuse le microphone à cette page. Rien n’a été entendu ; autorisez-le près de l’adresse, puis appuyez de nouveau sur Dicter.',
    'microphone-missing':
      'Aucun microphone n’a été trouvé. Rien n’a été entendu ; branchez-en un ou choisissez-en un autre, puis appuyez de nouveau sur Dicter.',
    'microphone-unsupported':
      'Ce navigateur ne donne pas de microphone à la page. Rien n’a été entendu ; ouvrez-la en https ou sur localhost dans un navigateur à jour.',
    internal:
      'Cette application a rencontré un problème. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
    'model-corrupt':
      'Le modèle vocal n’est pas arrivé entier. L’enregistrement est intact ; appuyez sur Réessayer pour le reprendre.',
    'model-download-failed':
      'Le modèle vocal n’a pas pu être récupéré. L’enregistrement est intact ; vérifiez la connexion, puis appuyez sur Réessayer.',
    'model-missing':
      'Le modèle vocal n’est plus sur cet appareil. L’enregistrement est intact ; appuyez sur Réessayer pour le reprendre.',
    'model-unsupported':
      'Cette application ne peut pas employer ce modèle vocal. L’enregistrement est intact ; rechargez la page, puis choisissez-le de nouveau.',
    'out-of-memory':
      'Cet appareil manque de mémoire. Le texte déjà écrit est gardé ; fermez d’autres onglets, puis appuyez sur Réessayer.',
    'recording-lost':
      'La page a été fermée avant que cet enregistrement ait pu être gardé sur cet appareil. Le texte déjà écrit est gardé ; choisissez de nouveau l’enregistrement pour la suite.',
    'storage-failed':
      'Le navigateur n’a pas pu lire ou écrire ce qui est gardé sur cet appareil. Ce que vous voyez est toujours là ; appuyez sur Réessayer ou rechargez la page.',
    'storage-full':
      'Il n’y a plus de place sur cet appareil. Ce que vous voyez est toujours là ; libérez de la place, puis appuyez sur Réessayer.',
    'storage-newer':
      'Une version plus récente de cette application a écrit ce qui est gardé sur cet appareil. Rien n’est perdu ; rechargez la page pour obtenir cette version.',
    'storage-unavailable':
      'Le navigateur ne laisse rien garder à cette page, comme dans une fenêtre privée. L’enregistrement est intact ; ouvrez la page dans une fenêtre ordinaire et choisissez-le de nouveau.',
    'wasm-unsupported':
      'Ce navigateur est trop ancien pour transcrire. L’enregistrement est intact ; ouvrez cette page dans un navigateur à jour.',
    'worker-died':
      'Le navigateur a arrêté la transcription. L’enregistrement est intact et le texte déjà écrit est gardé ; appuyez sur Réessayer.',
  },
};
