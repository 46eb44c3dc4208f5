import type { EngineDescription, EngineReason } from '../../protocol/loading';
import { missingAbilities, type MissingAbilities } from '../engine/missing-abilities';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import { FIRST_CHOICE, keptLanguageChoice, parseLanguageChoice, parseLanguageSet } from './language-choice';
import { vocabularyWords } from '../../core/whisper/vocabulary/vocabulary-words';
import { UI_LANGUAGES, type UiLanguage } from '../messages/messages';
import type { KeyValueStore } from '../browser/own-store';

const UI_LANGUAGE_KEY = 'interface-language';
const SPOKEN_LANGUAGE_KEY = 'spoken-language';
const LANGUAGE_SET_KEY = 'language-set';
const VOCABULARY_KEY = 'vocabulary';
const USUAL_SPEED_KEY = 'usual-speed';
const TOLD_TROUBLES_KEY = 'told-engine-troubles';

/** What a person may want to know of, because a graphics card is there. */
const TROUBLES: readonly EngineReason[] = ['wrong-result', 'gpu-failed', 'gpu-lost', 'runtime-missing'];

/** What is to be told of the engine. */
export interface EngineNotices {
  readonly why: EngineReason | null;
  readonly missing: MissingAbilities;
}

/** What a person has chosen for good, kept in `store`. */
export class Settings {
  uiLanguage: UiLanguage = $state.raw('en');
  spokenLanguage: LanguageChoice = $state.raw(FIRST_CHOICE);
  /** What is chosen from where the language is not given. */
  languageSet: readonly string[] = $state.raw([]);
  /** Names and terms that may come up, as they were typed. */
  vocabularyText: string = $state.raw('');
  /** Seconds of sound that this device has transcribed per second, the last time; null before that. */
  usualSpeed: number | null = $state.raw(null);
  /** Troubles of the engine that have been understood. */
  private toldTroubles: readonly string[] = $state.raw([]);

  /**
   * @param store null where the browser keeps nothing: the choices then last as long as the page
   * @param preferred the browser's languages, best first, "fr-CA"
   */
  constructor(
    private readonly store: KeyValueStore | null,
    preferred: readonly string[],
  ) {
    const kept = store?.getItem(UI_LANGUAGE_KEY);
    this.uiLanguage = firstKnown(kept ? [kept, ...preferred] : preferred);
    this.spokenLanguage = parseLanguageChoice(store?.getItem(SPOKEN_LANGUAGE_KEY) ?? null);
    this.languageSet = parseLanguageSet(store?.getItem(LANGUAGE_SET_KEY) ?? null);
    this.vocabularyText = store?.getItem(VOCABULARY_KEY) ?? '';
    this.toldTroubles = (store?.getItem(TOLD_TROUBLES_KEY) ?? '').split(' ');
    this.usualSpeed = Number(store?.getItem(USUAL_SPEED_KEY) ?? 0) || null;
  }

  /** Names and terms that may come up, as many as there is room for. */
  get vocabulary(): readonly string[] {
    return vocabularyWords(this.vocabularyText).words;
  }

  setUiLanguage(language: UiLanguage): void {
    this.uiLanguage = language;
    this.store?.setItem(UI_LANGUAGE_KEY, language);
  }

  /** What to tell a person of the engine: that a GPU cannot be used and why, once for each reason; what it cannot do. */
  engineNotices({ why, capabilities }: Pick<EngineDescription, 'why' | 'capabilities'>): EngineNotices {
    const isTrouble = TROUBLES.includes(why);
    return {
      why: isTrouble && !this.toldTroubles.includes(why) ? why : null,
      missing: missingAbilities(capabilities, this.spokenLanguage),
    };
  }

  setTold(why: EngineReason): void {
    this.toldTroubles = [...this.toldTroubles, why];
    this.store?.setItem(TOLD_TROUBLES_KEY, this.toldTroubles.join(' '));
  }

  setUsualSpeed(speed: number): void {
    this.usualSpeed = speed;
    this.store?.setItem(USUAL_SPEED_KEY, speed.toFixed(2));
  }

  setVocabularyText(text: string): void {
    this.vocabularyText = text;
    this.store?.setItem(VOCABULARY_KEY, text);
  }

  setSpokenLanguage(choice: LanguageChoice): void {
    this.spokenLanguage = choice;
    this.store?.setItem(SPOKEN_LANGUAGE_KEY, keptLanguageChoice(choice));
    if (choice.kind === 'given') return;
    this.languageSet = choice.languages;
    this.store?.setItem(LANGUAGE_SET_KEY, keptLanguageChoice(choice));
  }
}

function firstKnown(preferred: readonly string[]): UiLanguage {
  for (const tag of preferred) {
    const known = UI_LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known) return known;
  }
  return 'en';
}
