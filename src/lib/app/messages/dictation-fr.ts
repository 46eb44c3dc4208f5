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
  hints: {
    'nothing-heard': 'Aucun son n’arrive. Le bon microphone est-il choisi, et est-il en marche ?',
    clipping: 'Trop fort : éloignez-vous du microphone ou baissez son niveau.',
  },
  microphone: 'Microphone',
  defaultMicrophone: 'Celui du système',
  replaced: (name) => `Le microphone a été débranché ; ${name || 'un autre'} prend la suite.`,
  telephone:
    'Ce casque est en mode téléphone : il entend mal les mots. Choisissez un autre microphone s’il y en a un.',
  readAgain: (language: string) => `Relire le dernier énoncé comme du ${language}`,
  readingAgain: 'Relecture en cours',
  latency: {
    summary: (first, last, p50, p95) =>
      (first === null ? '' : `Premier mot après ${numbers.seconds(first)} · `) +
      `texte ${numbers.seconds(last)} après vous · la moitié en moins de ${numbers.seconds(p50)}, 95 % en moins de ${numbers.seconds(p95)}`,
    caption: 'Les derniers énoncés, le plus récent d’abord',
    columns: ['Premier mot', 'Texte prêt', 'Texte affiché', 'Mots', 'Fixés avant la fin', 'Changés'],
    lost: (samples) => `${numbers.count(samples)} échantillons sonores ont été perdus.`,
    explain: 'Premier mot : depuis le début de la parole. Texte : depuis sa fin.',
  },
  lost: {
    found: (duration) => `Une dictée de ${duration} a été interrompue. Le son est sur cet appareil.`,
    transcribe: 'La transcrire',
    discard: 'L’effacer',
    fileName: 'Dictée interrompue.wav',
  },
};
