import type { ModelCard } from '../../app/models/model-card';
import type { Messages } from '../../app/messages/en/messages';

/** Languages that Whisper knows: the 99 of its first multilingual models. */
const WHISPER_LANGUAGES = 99;

/** What is said of a model in a line: size, languages, speed here, where it came from. */
export function factsOf(card: ModelCard, { models: words, numbers }: Messages): readonly string[] {
  const { languages, speed, kept } = card;
  const names = languages?.map((code) => numbers.language(code)).join(', ');
  return [
    numbers.size(card.sizeBytes),
    names === undefined ? words.everyLanguage(WHISPER_LANGUAGES) : words.onlyLanguages(names),
    ...speedOf(speed, { words: words.speed, numbers }),
    ...(card.errors.length === 0 ? [words.errorsUnknown] : []),
    ...(kept?.bits === 16 ? [words.sixteenBits] : []),
    ...(kept?.source === 'app' ? [words.fromApp] : []),
    ...(kept?.source === 'import' ? [words.fromImport] : []),
    ...(kept ? [kept.verifiedBy === 'sha256' ? words.checkedByHash : words.checkedByShapes] : []),
    ...(card.licence === null ? [] : [card.licence]),
  ];
}

function speedOf(
  speed: ModelCard['speed'],
  { words, numbers }: { readonly words: Messages['models']['speed']; readonly numbers: Messages['numbers'] },
): readonly string[] {
  if (speed === null) return [];
  if (speed === 'measuring') return [words.measuring];
  if (speed === 'too-large') return [words.tooLarge];
  return [
    words.afterYouStop(numbers.seconds(speed.afterYouStopMs)),
    words.hourIn(numbers.length(speed.hourMinutes * 60)),
  ];
}
