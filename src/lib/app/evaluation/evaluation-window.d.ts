import type { DeviceChoice, EngineDescription, WasmKernels } from '../../protocol/loading';
import type { DraftMeasurement } from '../../protocol/measurement';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import type { EvaluatedRecording, Evaluation, EvaluationOptions } from './evaluation';

declare global {
  interface Window {
    /** On the evaluation page only, for the scripts that drive it. */
    evaluation: {
      load(kernels: WasmKernels, device: DeviceChoice): Promise<EngineDescription>;
      measureLogMel(runs: number): readonly number[];
      /**
       * @param index of the file in the page's input
       * @param options the defaults unless given
       */
      transcribe(
        index: number,
        language: LanguageChoice,
        options?: EvaluationOptions,
      ): Promise<EvaluatedRecording>;
      measureGpu: Evaluation['measureGpu'];
      /** @param index of the file in the page's input; one window of speech */
      measureDraft(index: number, language: string): Promise<DraftMeasurement | null>;
    };
  }
}
