import type { CardReading } from './card-reading';

/** What a card may reach before the app eases off, unless a person says otherwise. */
export const DEFAULT_LIMIT_CELSIUS = 80;
export const LOWEST_LIMIT_CELSIUS = 50;
/** Above it makers' own protection begins. */
export const HIGHEST_LIMIT_CELSIUS = 95;
/** So far below the limit the work goes on: it would start and stop otherwise. */
export const EASE_BACK_CELSIUS = 5;

/**
 * Whether to ease off now.
 *
 * @param wasEasing whether the app eased off until now
 * @param cards those that the browser may compute on; where none tells its temperature there is nothing to ease
 */
export function isTooHot(wasEasing: boolean, cards: readonly CardReading[], limitCelsius: number): boolean {
  const hottest = Math.max(
    -Infinity,
    ...cards.map(({ temperatureCelsius }) => temperatureCelsius ?? -Infinity),
  );
  return wasEasing ? hottest > limitCelsius - EASE_BACK_CELSIUS : hottest > limitCelsius;
}

/** @returns a limit that can be kept; the default for what is none */
export function limitCelsius(value: number): number {
  if (!Number.isFinite(value)) return DEFAULT_LIMIT_CELSIUS;
  return Math.min(Math.max(Math.round(value), LOWEST_LIMIT_CELSIUS), HIGHEST_LIMIT_CELSIUS);
}
