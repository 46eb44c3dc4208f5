import { summaryOf } from './dictation/pace/utterance-latency';
import type { App } from './start-app';

/**
 * What helps to find a fault, as JSON: the browser, the engine, what is kept, times. No sound, no text, no name of a
 * file or a microphone.
 */
export async function diagnose(app: App, version: string): Promise<string> {
  const { engine, offline, requests, dictation, list } = app;
  const { userAgent, hardwareConcurrency, languages } = navigator;
  const storage = await navigator.storage.estimate().catch(() => null);
  const facts = {
    version,
    userAgent,
    languages,
    hardwareConcurrency,
    crossOriginIsolated,
    engine: engine.description,
    offline: { parts: offline.parts, isPersisted: offline.isPersisted, failure: offline.failure },
    storage: storage && { usageBytes: storage.usage, quotaBytes: storage.quota },
    requests: { own: requests.own, others: requests.others },
    dictation: {
      state: dictation.state.kind,
      latency: summaryOf(dictation.pace.latencies),
      lostSamples: dictation.lostSamples,
      unkeptSeconds: dictation.unkeptSeconds,
      lostEngines: dictation.lostEngines,
    },
    recordings: list.recordings.map(({ state, audioSeconds, speed }) => ({ ...state, audioSeconds, speed })),
  };
  return JSON.stringify(facts, null, 2);
}
