/** For each layer the key's name, then the value's. */
export function layerNames(
  layers: number,
  key: (layer: number) => string,
  value: (layer: number) => string,
): readonly string[] {
  return Array.from({ length: layers }, (_, layer) => [key(layer), value(layer)]).flat();
}
