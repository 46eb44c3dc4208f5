import type {} from '../../src/lib/app/evaluation-window';
import type { DecodingSettings } from '../../src/lib/core/whisper/decoding-settings';
import type { EvaluatedRecording } from '../../src/lib/app/evaluation';
import type { EngineDescription, LanguageChoice, WasmKernels } from '../../src/lib/protocol/inference';
import { openApp } from './app-session';

/** The product's own code in headless Chromium, with the model loaded and recordings at hand. */
export interface EvaluationPage {
  readonly engine: EngineDescription;
  readonly browserVersion: string;
  measureLogMel(runs: number): Promise<readonly number[]>;
  /**
   * @param index into the paths it was opened with
   * @param settings the defaults unless given
   */
  transcribe(
    index: number,
    language: LanguageChoice,
    settings?: DecodingSettings,
    vocabulary?: readonly string[],
  ): Promise<EvaluatedRecording>;
  close(): Promise<void>;
}

export async function openEvaluation(
  paths: readonly string[],
  kernels: WasmKernels,
): Promise<EvaluationPage> {
  const session = await openApp('/evaluate');
  const { page, browser, close } = session;
  page.on('console', (message) => message.type() === 'error' && console.error(`[page] ${message.text()}`));
  await page.setInputFiles('input[type=file]', [...paths]);
  const engine = await page.evaluate((wanted) => window.evaluation.load(wanted), kernels);
  const transcribe = (
    index: number,
    language: LanguageChoice,
    settings?: DecodingSettings,
    vocabulary?: readonly string[],
  ) =>
    page.evaluate(
      ({ at, choice, chosen, words }) => window.evaluation.transcribe(at, choice, chosen, words),
      {
        at: index,
        choice: language,
        chosen: settings,
        words: vocabulary,
      },
    );
  const measureLogMel = (runs: number) =>
    page.evaluate((count) => window.evaluation.measureLogMel(count), runs);
  return { engine, measureLogMel, browserVersion: browser.version(), transcribe, close };
}
