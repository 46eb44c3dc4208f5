import type { KeyValueStore } from '../browser/own-store';

/** What can be chosen from; null: as it fits the speaker, and never. */
export const DICTATION_VALUES = {
  pauseMs: [null, 400, 700, 1000, 1500],
  autoStopSeconds: [null, 10, 30, 60],
  copying: ['none', 'stop', 'utterance'],
} as const;

/** When the text goes to the clipboard by itself. */
export type Copying = (typeof DICTATION_VALUES)['copying'][number];

export interface DictationChoices {
  /** Silence that ends an utterance. */
  readonly pauseMs: number | null;
  /** Silence that ends the dictation. */
  readonly autoStopSeconds: number | null;
  readonly copying: Copying;
  readonly noiseSuppression: boolean;
  readonly autoGain: boolean;
  /** Beginning and end can be heard. */
  readonly sounds: boolean;
  /** The microphone stays open for a while after a dictation, so that the next one loses nothing said too early. */
  readonly staysWarm: boolean;
  /** That begins and ends it: see keyName. */
  readonly key: string;
}

export const DICTATION_DEFAULTS: DictationChoices = {
  pauseMs: null,
  autoStopSeconds: null,
  copying: 'none',
  noiseSuppression: false,
  autoGain: true,
  sounds: false,
  staysWarm: false,
  key: 'F9',
};

const KEY = 'dictation';

/** How a person wants to dictate, kept in `store`. */
export class DictationOptions {
  choices: DictationChoices = $state.raw(DICTATION_DEFAULTS);

  /** @param store null where the browser keeps nothing */
  constructor(private readonly store: KeyValueStore | null) {
    this.choices = toChoices(parsed(store?.getItem(KEY) ?? null));
  }

  set(change: Partial<DictationChoices>): void {
    this.choices = { ...this.choices, ...change };
    this.store?.setItem(KEY, JSON.stringify(this.choices));
  }
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What is not known any more is as it is by default. */
function toChoices(kept: Readonly<Record<string, unknown>>): DictationChoices {
  const oneOf = <Value>(values: readonly Value[], name: keyof DictationChoices, otherwise: Value): Value =>
    values.find((value) => value === kept[name]) ?? otherwise;
  const flag = (name: 'noiseSuppression' | 'autoGain' | 'sounds' | 'staysWarm') =>
    oneOf([true, false], name, DICTATION_DEFAULTS[name]);
  return {
    pauseMs: oneOf(DICTATION_VALUES.pauseMs, 'pauseMs', null),
    autoStopSeconds: oneOf(DICTATION_VALUES.autoStopSeconds, 'autoStopSeconds', null),
    copying: oneOf(DICTATION_VALUES.copying, 'copying', DICTATION_DEFAULTS.copying),
    noiseSuppression: flag('noiseSuppression'),
    autoGain: flag('autoGain'),
    sounds: flag('sounds'),
    staysWarm: flag('staysWarm'),
    key: typeof kept.key === 'string' && kept.key !== '' ? kept.key : DICTATION_DEFAULTS.key,
  };
}
