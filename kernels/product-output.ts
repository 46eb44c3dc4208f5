import { gelu } from './vector';

/** What becomes of a product: it is written, added to what is there, or goes through GELU first. */
export const enum Then {
  Write,
  Add,
  Gelu,
}

/** Four values, with their bias where there is one. */
export function put(out: usize, value: v128, bias: usize, then: Then): void {
  let x = value;
  if (bias) x = f32x4.add(x, v128.load(bias));
  if (then === Then.Gelu) x = gelu(x);
  else if (then === Then.Add) x = f32x4.add(x, v128.load(out));
  v128.store(out, x);
}
