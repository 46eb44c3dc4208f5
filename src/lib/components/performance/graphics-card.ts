import type { EngineDescription } from '../../app/engine/engine-description';

/** As the browser tells it, "NVIDIA ampere"; empty where it tells nothing, null where no card is used. */
export function cardName(adapter: EngineDescription['adapter']): string | null {
  if (!adapter) return null;
  const { vendor, architecture } = adapter;
  return [MAKERS[vendor] ?? vendor, architecture].filter(Boolean).join(' ');
}

const MAKERS: Readonly<Record<string, string>> = {
  amd: 'AMD',
  apple: 'Apple',
  arm: 'ARM',
  intel: 'Intel',
  nvidia: 'NVIDIA',
  qualcomm: 'Qualcomm',
};

/** Whose steps to another card are to be shown. */
export function systemOf(userAgent: string): 'windows' | 'linux' | 'other' {
  if (/Windows/.test(userAgent)) return 'windows';
  return /Linux|X11|CrOS/.test(userAgent) && !/Android/.test(userAgent) ? 'linux' : 'other';
}
