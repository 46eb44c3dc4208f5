import { SPECTRUM_SAMPLES, type SileroWeights } from '../../core/checkpoint/formats/silero-weights';
import type { Arena } from '../../runtime/kernels/arena';
import { GROUP, type Kernels } from '../../runtime/kernels/kernels';
import { packFilters } from '../../runtime/kernels/packed-filters';

/**
 * Puts the voice detector where the kernels find it.
 *
 * @returns the address of its description: see Voice in kernels/voice
 * @throws RangeError where the memory has no room
 */
export function placeVoice(weights: SileroWeights, arena: Arena, kernels: Kernels): number {
  const put = (values: Float32Array): number => {
    const { address } = arena.take(values.byteLength);
    arena.floats(address, values.length).set(values);
    return address;
  };
  const packed = (values: Float32Array, taps: number) => packFilters(arena, kernels, values, taps);
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
