/** Numbers in words of one language; all by Intl. */
export interface Numbers {
  /** 0.42 as "42%". */
  readonly percent: (fraction: number) => string;
  /** "12". */
  readonly count: (value: number) => string;
  /** "78 MB"; at least one digit that matters. */
  readonly megabytes: (bytes: number) => string;
  /** "78 MB", "1.5 GB". */
  readonly size: (bytes: number) => string;
  /** The number of megabytes alone, for "12 of 78 MB". */
  readonly megabyteCount: (bytes: number) => string;
  /** "8×", below ten with one decimal. */
  readonly times: (factor: number) => string;
  /** "1.25×", a speed of playing. */
  readonly rate: (factor: number) => string;
  /** "20 s" or "3 min", rounded up so that it does not flicker. */
  readonly timeLeft: (seconds: number) => string;
  /** "42 s", "3 min" or "2.5 h", to the nearest, a second at least. */
  readonly length: (seconds: number) => string;
  /** A place in a recording: "0:42", "12:04", "1:02:04". */
  readonly time: (seconds: number) => string;
  /** "1.2 s". */
  readonly seconds: (milliseconds: number) => string;
  /** "12 ms". */
  readonly milliseconds: (milliseconds: number) => string;
  readonly plural: (count: number) => Intl.LDMLPluralRule;
  /** A language's name from its code; the code itself where the browser has no name. */
  readonly language: (code: string) => string;
}

const BYTES_PER_MEGABYTE = 1_000_000;
const BYTES_PER_GIGABYTE = 1000 * BYTES_PER_MEGABYTE;
const SECONDS_PER_HOUR = 3600;

/** @param missingLanguages names that browsers lack, by code */
export function createNumbers(
  locale: string,
  missingLanguages: Readonly<Record<string, string>> = {},
): Numbers {
  const format = (options: Intl.NumberFormatOptions) => formatter(locale, options);
  const [tenthOfSecond, millisecond] = [unit(locale, 'second', 1), unit(locale, 'millisecond', 0)];
  const whole = format({ maximumFractionDigits: 0 });
  const tenth = format({ maximumFractionDigits: 1 });
  const hundredth = format({ maximumFractionDigits: 2 });
  const rules = new Intl.PluralRules(locale);
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  return {
    ...sizes(locale),
    ...lengths(locale),
    count: whole,
    percent: format({ style: 'percent', maximumFractionDigits: 0 }),
    megabyteCount: (bytes) => whole(bytes / BYTES_PER_MEGABYTE),
    times: (factor) => `${factor < 9.95 ? tenth(factor) : whole(factor)}×`,
    rate: (factor) => `${hundredth(factor)}×`,
    time: formatTime,
    seconds: (milliseconds) => tenthOfSecond(milliseconds / 1000),
    milliseconds: millisecond,
    plural: (count) => rules.select(count),
    language: (code) => missingLanguages[code] ?? names.of(code) ?? code,
  };
}

function formatter(locale: string, options: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat(locale, options);
  return (value) => format.format(value);
}

function unit(locale: string, name: string, maximumFractionDigits: number): (value: number) => string {
  return formatter(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits });
}

function sizes(locale: string): Pick<Numbers, 'megabytes' | 'size'> {
  const [megabyte, tenthOfMegabyte] = [unit(locale, 'megabyte', 0), unit(locale, 'megabyte', 1)];
  const gigabyte = unit(locale, 'gigabyte', 1);
  const megabytes = (bytes: number) => {
    const count = bytes / BYTES_PER_MEGABYTE;
    return count < 10 ? tenthOfMegabyte(Math.max(count, 0.1)) : megabyte(count);
  };
  return {
    megabytes,
    size: (bytes) => (bytes < BYTES_PER_GIGABYTE ? megabytes(bytes) : gigabyte(bytes / BYTES_PER_GIGABYTE)),
  };
}

function lengths(locale: string): Pick<Numbers, 'timeLeft' | 'length'> {
  const [second, minute, hour] = [
    unit(locale, 'second', 0),
    unit(locale, 'minute', 0),
    unit(locale, 'hour', 1),
  ];
  return {
    timeLeft: (seconds) => {
      if (seconds <= 55) return second(Math.max(Math.ceil(seconds / 5) * 5, 5));
      return minute(Math.ceil(seconds / 60));
    },
    length: (seconds) => {
      if (seconds < 119.5) return second(Math.max(seconds, 1));
      return seconds < 2 * SECONDS_PER_HOUR ? minute(seconds / 60) : hour(seconds / SECONDS_PER_HOUR);
    },
  };
}

/** A place in a recording: "0:42", "12:04", "1:02:04". */
export function formatTime(seconds: number): string {
  const total = Math.max(Math.floor(seconds), 0);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}
