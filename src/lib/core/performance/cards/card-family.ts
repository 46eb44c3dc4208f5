import type { CardReading } from './card-reading';

/** What a card's name says of it. */
export interface CardFamily {
  /** As WebGPU's `adapter.info` names it; null where the name is not known, or Chromium has none for it. */
  readonly architecture: string | null;
  /** Higher is newer, among cards of one vendor; null where it is not known. */
  readonly generation: number | null;
  /** "3090" is of class 90, "5060 Ti" of class 60; null for other names. */
  readonly modelClass: number | null;
}

interface Pattern {
  readonly architecture: string;
  /** Matches anywhere in the name, which begins with the vendor's. */
  readonly names: RegExp;
}

/**
 * The oldest generation first; the names are Chromium's.
 *
 * @see Dawn, src/dawn/gpu_info.json: Chromium tells the family by the PCI device. It has no name for Hopper and for the
 *   data-centre cards of Blackwell (0x23, 0x29), and counts those of Volta (0x1d) as pascal: such names are left out
 */
const NVIDIA: readonly Pattern[] = [
  { architecture: 'maxwell', names: /\bGTX (?:9\d\d|75\d|745)\b|\bQuadro M\d|\bTesla M\d|\bTITAN X$/ },
  {
    architecture: 'pascal',
    names: /\bGTX? 10\d\d\b|\bMX(?:1[15]0|2[35]0|3[135]0)\b|\bQuadro G?P\d|\bTesla P\d|\bTITAN Xp\b/,
  },
  {
    architecture: 'turing',
    names:
      /\bRTX 20[6-8]0\b|\bGTX 16\d\d\b|\bMX(?:450|550)\b|\bQuadro RTX\b|\bTITAN RTX\b|\bT(?:4G?|[456]00|1000|1200)\b/,
  },
  {
    architecture: 'ampere',
    names: /\bRTX (?:30\d\d|2050|A\d{3,4})\b|\bMX570\b|\bA(?:2|10|10G|16|30|40|100|800)\b/,
  },
  { architecture: 'lovelace', names: /\bRTX 40\d\d\b|\bRTX \d{4}\b.* Ada\b|\bL(?:4|20|40|40S)\b/ },
  { architecture: 'blackwell', names: /\bRTX 50\d\d\b|\bRTX PRO \d{4}\b.* Blackwell\b/ },
];

const AMD: readonly Pattern[] = [
  { architecture: 'gcn-4', names: /\bRX [45]\d0\b/ },
  { architecture: 'gcn-5', names: /\bVega\b|\bRadeon VII\b/ },
  { architecture: 'rdna-1', names: /\bRX 5[3-7]\d\d\b|\bPro W5\d{3}\b/ },
  { architecture: 'rdna-2', names: /\bRX 6\d{3}\b|\bPro W6\d{3}\b/ },
  { architecture: 'rdna-3', names: /\bRX 7\d{3}\b|\bPro W7\d{3}\b/ },
  { architecture: 'rdna-4', names: /\bRX 9\d{3}\b|\bAI PRO R9\d{3}\b/ },
];

const PATTERNS: Readonly<Record<CardReading['vendor'], readonly Pattern[]>> = {
  nvidia: NVIDIA,
  amd: AMD,
  // Linux gives no name of Intel's cards.
  intel: [],
};

/** By the name under which it is sold. */
export function cardFamily({ vendor, name }: Pick<CardReading, 'vendor' | 'name'>): CardFamily {
  const patterns = PATTERNS[vendor];
  const generation = name === null ? -1 : patterns.findIndex(({ names }) => names.test(name));
  return {
    architecture: patterns[generation]?.architecture ?? null,
    generation: generation < 0 ? null : generation,
    modelClass: name === null ? null : modelClass(name),
  };
}

/** The last two digits of the cards that people play with. */
function modelClass(name: string): number | null {
  const [, digits] = /\b(?:GTX|RTX|GT) \d{1,2}([1-9]0)\b/.exec(name) ?? [];
  return digits === undefined ? null : Number(digits);
}
