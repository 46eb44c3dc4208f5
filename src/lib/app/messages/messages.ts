import { en, type Messages } from './en/messages';
import { fr } from './fr/messages';

/** The languages of the interface. */
export const UI_LANGUAGES = ['fr', 'en'] as const;

export type UiLanguage = (typeof UI_LANGUAGES)[number];

export const MESSAGES: Readonly<Record<UiLanguage, Messages>> = { en, fr };
