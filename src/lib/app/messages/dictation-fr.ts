import { createNumbers } from '../numbers';
import type { DictationMessages } from './dictation-en';

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
  nothingHeard: 'Aucun son n’arrive. Le bon microphone est-il choisi, et est-il en marche ?',
  clipping: 'Trop fort : éloignez-vous du microphone ou baissez son niveau.',
  microphone: 'Microphone',
  defaultMicrophone: 'Celui du système',
  clear: 'Effacer',
  clearQuestion: 'Effacer tout le texte ?',
  latency: (last, p50, p95) => {
    const [latest, median, slow] = [last, p50, p95].map(numbers.milliseconds);
    return `Texte ${latest} après vous ; la moitié en moins de ${median}, 95 % en moins de ${slow}`;
  },
};
