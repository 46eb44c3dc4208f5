import type { DecodingSettings } from '../core/whisper/decoding-settings';
import type { EngineDescription, LanguageChoice, WasmKernels } from '../protocol/inference';
import type { EvaluatedRecording } from './evaluation';

declare global {
  interface Window {
    /** On the evaluation page only, for the scripts that drive it. */
    evaluation: {
      load(kernels: WasmKernels): Promise<EngineDescription>;
      measureLogMel(runs: number): readonly number[];
      /**
       * @param index of the file in the page's input
       * @param settings the defaults unless given
       */
      transcribe(
        index: number,
        language: LanguageChoice,
        settings?: DecodingSettings,
        vocabulary?: readonly string[],
      ): Promise<EvaluatedRecording>;
    };
  }
}
