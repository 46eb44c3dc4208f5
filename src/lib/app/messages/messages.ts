import type { UiLanguage } from '../error-messages';
import { en, type Messages } from './en';
import { fr } from './fr';

export const MESSAGES: Readonly<Record<UiLanguage, Messages>> = { en, fr };
