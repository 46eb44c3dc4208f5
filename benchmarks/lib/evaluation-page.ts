import type { DeviceChoice, EngineDescription, WasmKernels } from '../../src/lib/protocol/loading';
import type { LanguageChoice } from '../../src/lib/core/recognition/language-choice';
import type { Browser, Page } from '@playwright/test';
import type {} from '../../src/lib/app/evaluation/evaluation-window';
import type { EvaluationOptions } from '../../src/lib/app/evaluation/evaluation';
import { GRAPHICS_CARD, openApp } from '../../testing/browser/app-session';

/**
 * The product's own code in headless Chromium, with the model loaded and recordings at hand: an index is one into the
 * paths it was opened with.
 */
export interface EvaluationPage extends Pick<Window['evaluation'], 'transcribe' | 'measureDraft'> {
  readonly browser: Browser;
  readonly page: Page;
  readonly engine: EngineDescription;
  readonly browserVersion: string;
  measureLogMel(runs: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

export async function openEvaluation(
  paths: readonly string[],
  kernels: WasmKernels,
  device: DeviceChoice = 'wasm',
): Promise<EvaluationPage> {
  const session = await openApp('/evaluate', device === 'wasm' ? [] : GRAPHICS_CARD);
  const { page, browser, close } = session;
  page.on('console', (message) => message.type() === 'error' && console.error(`[page] ${message.text()}`));
  await page.setInputFiles('input[type=file]', [...paths]);
  const engine = await page.evaluate((wanted) => window.evaluation.load(wanted.kernels, wanted.device), {
    kernels,
    device,
  });
  const transcribe = (index: number, language: LanguageChoice, options?: EvaluationOptions) =>
    page.evaluate(({ at, choice, chosen }) => window.evaluation.transcribe(at, choice, chosen), {
      at: index,
      choice: language,
      chosen: options,
    });
  const measureLogMel = (runs: number) =>
    page.evaluate((count) => window.evaluation.measureLogMel(count), runs);
  const measureDraft = (index: number, language: string) =>
    page.evaluate(({ at, spoken }) => window.evaluation.measureDraft(at, spoken), {
      at: index,
      spoken: language,
    });
  const browserVersion = browser.version();
  return { browser, page, engine, browserVersion, measureLogMel, transcribe, measureDraft, close };
}
