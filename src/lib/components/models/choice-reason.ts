import type { ChoiceReason } from '../../core/models/model-choice';
import type { Messages } from '../../app/messages/en/messages';

/** Why a model writes, in a sentence. */
export function reasonOf(
  why: ChoiceReason,
  { messages, nameOf }: { readonly messages: Messages; readonly nameOf: (id: string) => string },
): string {
  const { numbers } = messages;
  const words = messages.models.use.why;
  switch (why.kind) {
    case 'chosen-by-hand':
      return words.byHand;
    case 'only-one':
      return words.onlyOne;
    case 'best-within-latency':
      return words.withinLatency(numbers.seconds(why.finalMs));
    case 'quickest':
      return why.finalMs === null ? words.smallest : words.quickest(numbers.seconds(why.finalMs));
    case 'better-for-long-files':
      return words.longFiles(numbers.length(why.hourMinutes * 60));
    case 'too-large':
      return words.tooLarge(nameOf(why.wantedId), numbers.size(why.neededBytes), numbers.size(why.roomBytes));
    case 'language':
    case 'still-loading':
      return words.language(nameOf(why.wantedId));
  }
}
