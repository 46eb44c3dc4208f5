import { ClipboardCopy } from './clipboard-copy.svelte';
import { createClients } from './create-clients';
import { toLanguageChoice } from './language-choice';
import { Settings, type KeyValueStore } from './settings.svelte';
import { Transcriptions } from './transcriptions.svelte';

/** Everything a page works with, built once. */
export interface App {
  readonly settings: Settings;
  readonly transcriptions: Transcriptions;
  readonly clipboard: ClipboardCopy;
}

/**
 * Wires the app to the browser. The clients start their workers on first use.
 *
 * @param modelsUrl the folder of the models, absolute, with a slash at its end
 */
export function startApp(modelsUrl: string): App {
  const settings = new Settings(openStore(), navigator.languages);
  const transcriptions = new Transcriptions(createClients(modelsUrl), () => performance.now());
  transcriptions.languageChoice = toLanguageChoice(settings.spokenLanguage);
  const clipboard = new ClipboardCopy((text) => navigator.clipboard.writeText(text));
  return { settings, transcriptions, clipboard };
}

function openStore(): KeyValueStore | null {
  try {
    return localStorage;
  } catch {
    // Storage is blocked for this site: merely asking for it throws a SecurityError.
    return null;
  }
}
