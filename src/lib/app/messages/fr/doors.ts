import { createNumbers } from '../../../core/text/numbers';
import type { DoorMessages } from '../en/doors';

const numbers = createNumbers('fr');

export const doorsFr: DoorMessages = {
  dictate: {
    label: 'Commencer la dictée ?',
    text: 'Le raccourci de l’application ouvre cette page, et tout site le peut aussi. Le micro reste coupé tant que vous ne commencez pas.',
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
      } à l’application (${numbers.megabytes(bytes)}). Ajoutez ce que vous avez partagé ; tout site peut aussi en envoyer.` +
      (leftOut === 0
        ? ''
        : ` La place a manqué pour ${numbers.count(leftOut)} de plus : choisissez-les ou déposez-les sur cette page.`),
    confirm: 'Les ajouter',
    confirmOne: 'L’ajouter',
    refuse: 'Refuser',
    gone: 'Aucun fichier partagé n’attend ici : il a reçu sa réponse dans une autre fenêtre, a trop attendu, ou n’a pas trouvé de place. Choisissez-le ou déposez-le sur cette page.',
    close: 'Fermer',
  },
};
