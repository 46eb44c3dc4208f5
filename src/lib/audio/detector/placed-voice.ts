import { SPECTRUM_SAMPLES, type SileroWeights } from '../../core/checkpoint/formats/silero-weights';
import type { Arena } from '../../runtime/kernels/arena';
import { GROUP, type Kernels } from '../../runtime/kernels/kernels';

/**
 * Puts the voice detector where the kernels find it.
 *
 * @returns the address of its description: see Voice in kernels/voice
 * @throws RangeError where the memory has no room
 */
export function placeVoice(weights: SileroWeights, arena: Arena, kernels: Kernels): number {
  const put = (values: Float32Array, count = values.length): number => {
    const { address } = arena.take(4 * count);
    arena.floats(address, count).fill(0).set(values);
    return address;
  };
  /** Whole groups of filters, those that are missing of zeros. */
  const packed = (values: Float32Array, taps: number): number => {
    const filters = Math.ceil(values.length / taps / GROUP) * GROUP;
    const unpacked = arena.take(4 * filters * taps);
    arena
      .floats(unpacked.address, filters * taps)
      .fill(0)
      .set(values);
    const { address } = arena.take(4 * filters * taps);
    kernels.packFilters(unpacked.address, address, filters, taps);
    arena.give(unpacked);
    return address;
  };
  const { spectrum, convolutions, gates, gatesBias, output, outputBias } = weights;
  const filters = Math.ceil(spectrum.length / SPECTRUM_SAMPLES / GROUP) * GROUP;
  const addresses = [
    ...[packed(spectrum, SPECTRUM_SAMPLES), put(new Float32Array(filters))],
    ...convolutions.flatMap(({ weight, bias }) => [packed(weight, weight.length / bias.length), put(bias)]),
    ...[packed(gates, gates.length / gatesBias.length), put(gatesBias), put(output)],
  ];
  const room = arena.take(kernels.voiceRoomBytes()).address;
  const description = arena.take(4 * (addresses.length + 2)).address;
  arena.ints(description, addresses.length).set(addresses);
  arena.floats(description + 4 * addresses.length, 1)[0] = outputBias;
  arena.ints(description + 4 * (addresses.length + 1), 1)[0] = room;
  return description;
}
