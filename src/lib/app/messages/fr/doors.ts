import { createNumbers } from '../../../core/text/numbers';
import type { DoorMessages } from '../en/doors';

const numbers = createNumbers('fr');

export const doorsFr: DoorMessages = {
  dictate: {
    label: 'Commencer la dictée ?',
    text: 'Le raccourci de l’application ouvre cette page, mais n’importe quel site peut aussi l’ouvrir. Le microphone reste coupé tant que vous ne commencez pas.',
    confirm: 'Commencer la dictée',
    refuse: 'Pas maintenant',
  },
  shared: {
    label: 'Fichiers partagés',
    text: (count, bytes, leftOut) =>
      `${
        numbers.plural(count) === 'one'
          ? 'Un fichier a été envoyé'
          : `${numbers.count(count)} fichiers ont été envoyés`
      } à l’application (${numbers.megabytes(bytes)}). N’ajoutez que ce que vous avez partagé : n’importe quel site peut aussi en envoyer.` +
      (leftOut === 0
        ? ''
        : ` Il n’y avait pas assez de place pour ${numbers.count(leftOut)} de plus : choisissez-les ou déposez-les sur cette page.`),
    confirm: 'Les ajouter',
    confirmOne: 'L’ajouter',
    refuse: 'Refuser',
    gone: 'Aucun fichier partagé n’attend ici : vous avez répondu dans une autre fenêtre, il a attendu trop longtemps, ou la place manquait. Choisissez-le ou déposez-le sur cette page.',
    close: 'Fermer',
  },
};
