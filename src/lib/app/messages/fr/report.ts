import type { ReportMessages } from '../en/report';
import { errorsFr } from './errors';
import { verdictsFr } from './verdicts';

const dateTime = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short' });
const seconds = new Intl.NumberFormat('fr', { style: 'unit', unit: 'second', maximumFractionDigits: 2 });
const count = new Intl.NumberFormat('fr');
const percent = new Intl.NumberFormat('fr', { style: 'percent', maximumFractionDigits: 1 });

export const reportFr: ReportMessages = {
  title: 'Rapport',
  explain:
    'Un seul fichier avec ce que montre cette page : appareil, versions, réglages, chiffres, verdicts et graphiques. Il est fait sur cet appareil et n’est envoyé nulle part ; il s’imprime sur A4.',
  withTexts: 'Inclure ce que j’ai lu à voix haute et ce qui en a été écrit',
  withTextsExplain:
    'Sinon, le rapport ne contient aucun mot de vous. Les extraits fournis avec l’application y figurent toujours en toutes lettres.',
  saveHtml: 'Enregistrer le rapport (HTML)',
  saveJson: 'Enregistrer les chiffres (JSON)',
  failed: 'Le rapport n’a pas pu être fait. Rechargez la page et réessayez.',
  words: {
    language: 'fr',
    title: 'SuperWhisper2 : rapport de performances',
    madeAt: 'Fait le',
    judgedAt: 'Mesuré jusqu’au',
    origin: 'Il a été fait sur l’appareil qu’il décrit ; rien n’a été envoyé.',
    texts: {
      none: 'Il ne contient rien de ce que son auteur a dit ou écrit.',
      some: 'Il contient ce que son auteur a lu à voix haute.',
    },
    device: 'Appareil',
    deviceNames: {
      userAgent: 'Navigateur (user agent)',
      cores: 'Cœurs du processeur',
      engine: 'Moteur',
      card: 'Carte graphique',
    },
    unknown: 'Inconnu',
    versions: 'Versions',
    settings: 'Réglages',
    verdicts: 'Cet appareil convient-il ?',
    verdictColumns: ['Critère', 'Mesuré', 'Limite', 'Verdict', 'Que faire'],
    benchmark: 'Banc d’essai',
    setup: {
      startedAt: 'Début',
      version: 'Version de l’application',
      model: 'Modèle',
      device: 'Calculé par',
      devices: { wasm: 'le processeur', webgpu: 'la carte graphique' },
      adapter: 'Carte graphique',
      threads: 'Threads',
    },
    summary: {
      files: 'Extraits lus comme fichiers',
      audio: 'Leur durée',
      fileErrors: 'Erreurs de mots dans ces extraits',
      realTimeFactor: 'Temps de calcul / durée du son',
      processing: 'Temps du fichier à son texte',
      dictations: 'Extraits dictés',
      dictationErrors: 'Erreurs de mots dans ces extraits',
      withoutText: 'Extraits dictés sans texte',
      firstWord: 'Délai du début de la parole au premier mot',
      decoded: 'Délai de la fin de la parole au texte',
      final: 'Délai de la fin de la parole au texte sur la page',
      memory: 'Mémoire de la page',
    },
    spread: (p50, p95) => `p50 ${p50}, p95 ${p95}`,
    files: 'Extraits lus comme fichiers',
    fileColumns: ['Extrait', 'Langue', 'Durée', 'Temps', 'Temps / durée', 'Erreurs de mots'],
    dictations: 'Extraits dictés : délai jusqu’au texte',
    dictationColumns: [
      'Extrait',
      'Langue',
      'Durée',
      'Premier mot',
      'Texte prêt',
      'Texte affiché',
      'Erreurs de mots',
    ],
    errorsOf: (errors, words) =>
      words === 0
        ? `${count.format(errors)} sur 0`
        : `${count.format(errors)} sur ${count.format(words)} (${percent.format(errors / words)})`,
    missed: 'Mots le plus souvent manqués',
    missedColumns: ['Mot', 'Langue', 'Fois'],
    said: 'Dit',
    written: 'Écrit',
    limitLine: (limit) => `Limite de la p50 : ${limit}`,
    trends: 'Jour par jour',
    trendColumns: ['Jour', 'p50', 'p95'],
    dateTime: (milliseconds) => dateTime.format(milliseconds),
    seconds: (length) => seconds.format(length),
    verdict: verdictsFr.words,
    errors: errorsFr,
  },
};
