import type { WhisperDimensions } from '../../core/checkpoint/dimensions';
import type { ModelFacts } from '../../core/models/kept-model';
import { finalTextMs, hourMinutes, type ModelSpeed } from '../../core/models/model-speed';
import { parseModelSpeed } from './parse-model-speed';
import type { InferenceClient } from '../../inference/inference-client';
import { deviceKey, type KeyValueStore } from '../browser/own-store';
import type { PromisedSpeed } from './model-card';

const KEY = deviceKey('model-speeds');

export interface ModelSpeedsParts {
  readonly inference: Pick<InferenceClient, 'measureSpeeds'>;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
}

/** How fast models of some dimensions are on this device: measured by a layer, and kept. */
export class ModelSpeeds {
  isMeasuring = $state.raw(false);
  #speeds: ReadonlyMap<string, ModelSpeed> = $state.raw(new Map());

  constructor(private readonly parts: ModelSpeedsParts) {
    this.#speeds = parsed(parts.store?.getItem(KEY) ?? '{}');
  }

  /** Null where it has not been measured. */
  of({ dimensions }: Pick<ModelFacts, 'dimensions'>): ModelSpeed | null {
    return this.#speeds.get(keyOf(dimensions)) ?? null;
  }

  /** As a person would ask. */
  promised(facts: Pick<ModelFacts, 'dimensions'>): PromisedSpeed | 'measuring' | null {
    const speed = this.of(facts);
    if (!speed) return this.isMeasuring ? 'measuring' : null;
    return { afterYouStopMs: finalTextMs(speed), hourMinutes: hourMinutes(speed) };
  }

  /** Measures those that are not known yet. What fails is measured another time: nothing depends on it. */
  async measure(models: readonly Pick<ModelFacts, 'dimensions'>[]): Promise<void> {
    if (this.isMeasuring) return;
    const unknown = new Map(
      models.filter((model) => !this.of(model)).map(({ dimensions }) => [keyOf(dimensions), dimensions]),
    );
    if (unknown.size === 0) return;
    this.isMeasuring = true;
    try {
      const speeds = await this.parts.inference.measureSpeeds([...unknown.values()]);
      const measured = [...unknown.keys()].flatMap((key, index): [string, ModelSpeed][] => {
        const speed = speeds[index];
        return speed ? [[key, speed]] : [];
      });
      this.#speeds = new Map([...this.#speeds, ...measured]);
      this.parts.store?.setItem(KEY, JSON.stringify(Object.fromEntries(this.#speeds)));
    } catch (thrown) {
      console.error(thrown);
    } finally {
      this.isMeasuring = false;
    }
  }
}

/** What the speed depends on. */
function keyOf({
  audioState,
  audioLayers,
  textState,
  textLayers,
  vocabularySize,
  melBands,
}: WhisperDimensions) {
  return [audioState, audioLayers, textState, textLayers, vocabularySize, melBands].join('x');
}

/** Settings can be changed by hand, or come from another version: what is odd is measured again. */
function parsed(text: string): ReadonlyMap<string, ModelSpeed> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null) return new Map();
    return new Map(
      Object.entries(json).flatMap(([key, value]): [string, ModelSpeed][] => {
        const speed = parseModelSpeed(value);
        return speed ? [[key, speed]] : [];
      }),
    );
  } catch {
    return new Map();
  }
}
