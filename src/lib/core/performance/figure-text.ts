import type { FigureUnit } from './criteria';

/** A figure with its unit, as a language writes it: "1,040 ms", "18.5%", "467.2 MB", "0.148". */
export type FigureText = (unit: FigureUnit, value: number) => string;

/** Finer than numbers of the page usually are: a figure that just misses its limit is to read otherwise than the limit. */
export function createFigureText(locale: string): FigureText {
  const format = (options: Intl.NumberFormatOptions) => {
    const formatter = new Intl.NumberFormat(locale, options);
    return (value: number) => formatter.format(value);
  };
  const unit = (name: string, maximumFractionDigits: number) =>
    format({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits });
  const [millisecond, celsius, megabyte] = [unit('millisecond', 0), unit('celsius', 1), unit('megabyte', 1)];
  const texts: Readonly<Record<FigureUnit, (value: number) => string>> = {
    milliseconds: millisecond,
    celsius,
    bytes: (value) => megabyte(value / 1e6),
    fraction: format({ style: 'percent', maximumFractionDigits: 1 }),
    rtf: format({ maximumFractionDigits: 3 }),
    count: format({ maximumFractionDigits: 0 }),
  };
  return (name, value) => texts[name](value);
}
