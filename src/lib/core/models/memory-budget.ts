/** More than this nobody may allow models, in bytes. */
export const MAX_MEMORY_BUDGET = 20e9;
/** Less than this has no room for the model of the app with 30 s of sound. */
export const MIN_MEMORY_BUDGET = 256e6;

/** Of what a device says it has: other programs and the browser need the rest. Phones end a page that takes more. */
const SHARE = { desktop: 1 / 4, mobile: 1 / 8 } as const;
/** Where it does not say. */
const UNKNOWN_GB = { desktop: 4, mobile: 3 } as const;

/**
 * What models may take together, unless a person says otherwise.
 *
 * @param deviceMemoryGb as `navigator.deviceMemory` has it, rounded and capped by the browser; null where it has none
 * @returns bytes
 */
export function defaultMemoryBudget(deviceMemoryGb: number | null, isMobile = false): number {
  const kind = isMobile ? 'mobile' : 'desktop';
  const isKnown = deviceMemoryGb !== null && deviceMemoryGb > 0;
  return allowedMemoryBudget((isKnown ? deviceMemoryGb : UNKNOWN_GB[kind]) * 1e9 * SHARE[kind]);
}

/** The nearest budget that may be. @throws RangeError for what is no number */
export function allowedMemoryBudget(bytes: number): number {
  if (Number.isNaN(bytes)) throw new RangeError('a memory budget is a number of bytes');
  return Math.round(Math.min(Math.max(bytes, MIN_MEMORY_BUDGET), MAX_MEMORY_BUDGET));
}
