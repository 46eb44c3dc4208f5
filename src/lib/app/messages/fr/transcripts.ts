import { createNumbers, formatTime } from '../../../core/text/numbers';
import type { TranscriptMessages } from '../en/transcripts';

const numbers = createNumbers('fr');

export const transcriptsFr: TranscriptMessages = {
  added: (count, firstName) =>
    numbers.plural(count) === 'one'
      ? `${firstName} est dans la liste.`
      : `${numbers.count(count)} enregistrements sont dans la liste, le premier est ${firstName}.`,
  progress: 'Transcrit jusqu’ici',
  paused:
    'Cet enregistrement est en pause. Appuyez sur Reprendre, dans sa ligne de la liste, et le texte apparaîtra ici.',
  emptied: 'Vous avez supprimé tout ce texte.',
  undo: 'Annuler la dernière modification',
  redo: 'Refaire la modification',
  undone: (seconds) => `La modification à ${formatTime(seconds)} est annulée.`,
  redone: (seconds) => `La modification à ${formatTime(seconds)} est refaite.`,
  lineDeleted: (time) => `La ligne à ${time} est supprimée. Annulez la modification pour la rétablir.`,
  changed: (count) =>
    numbers.plural(count) === 'one'
      ? 'Une ligne a d’autres mots qu’avant. Ils sont soulignés.'
      : `${numbers.count(count)} lignes ont d’autres mots qu’avant. Ils sont soulignés.`,
  removeMarks: 'Retirer les marques',
  formats: {
    txt: 'TXT',
    'timed-txt': 'TXT horodaté',
    srt: 'SRT',
    vtt: 'VTT',
    'word-vtt': 'VTT mot à mot',
    json: 'JSON',
  },
  remove: 'Retirer',
  saveWith: (format) => `Enregistrer : ${format}`,
  keys: [
    { keys: ['Ctrl', 'Z'], what: 'Annuler une modification du texte' },
    { keys: ['Ctrl', 'Maj', 'Z'], what: 'Rétablir' },
  ],
};
