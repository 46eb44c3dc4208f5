import { createNumbers, formatTime } from '../../../core/text/numbers';
import type { RecordingStateMessages } from '../en/recording-states';

const numbers = createNumbers('fr');

export const recordingStatesFr: RecordingStateMessages = {
  waiting: 'En attente',
  estimate: (seconds) => `environ ${numbers.timeLeft(seconds)}`,
  loadingEngine: 'Démarrage du moteur',
  preparingModel: (receivedBytes, totalBytes, secondsLeft) =>
    `Modèle vocal : ${numbers.megabyteCount(receivedBytes)} sur ${numbers.megabytes(totalBytes)}` +
    (secondsLeft === null ? '' : `, reste ${numbers.timeLeft(secondsLeft)}`),
  running: (doneSeconds, totalSeconds) =>
    totalSeconds === null
      ? `Transcrit jusqu’à ${formatTime(doneSeconds)}`
      : `${formatTime(doneSeconds)} sur ${formatTime(totalSeconds)}`,
  catchingUp: (reachedSeconds, doneSeconds) =>
    `Reprise à l’endroit de l’arrêt : ${formatTime(reachedSeconds)} sur ${formatTime(doneSeconds)}`,
  paused: 'En pause',
  pausedAt: (seconds) => `En pause à ${formatTime(seconds)}`,
  done: 'Terminé',
  partlyDone: 'Transcrit en partie',
  cancelled: 'Annulé',
  cancelledAt: (seconds) => `Annulé à ${formatTime(seconds)} ; le texte déjà écrit est gardé`,
  failed: 'Échec',
  failedAt: (seconds) => `Arrêté à ${formatTime(seconds)} ; le texte déjà écrit est gardé`,
};
