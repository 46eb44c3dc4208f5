import type { MemoryUse } from '../browser/memory-use.svelte';
import type { Dictation } from '../dictation/dictation.svelte';
import type { Messages } from '../messages/en/messages';
import type { RequestCounts } from '../offline/request-counts.svelte';
import { isPending } from '../recordings/recording';
import type { RecordingList } from '../recordings/recording-list.svelte';

export interface NowFiguresParts {
  readonly messages: () => Messages;
  readonly memory: MemoryUse;
  readonly dictation: Dictation;
  readonly list: RecordingList;
  readonly requests: RequestCounts;
}

/** What the page counts, in words: shown on it, and in the report. */
export class NowFigures {
  constructor(private readonly parts: NowFiguresParts) {}

  get rows(): readonly { readonly term: string; readonly detail: string }[] {
    const { messages, memory, dictation, list, requests } = this.parts;
    const { numbers, performance } = messages();
    const { count, megabytes } = numbers;
    const words = performance.now;
    const { lagSeconds } = dictation.pace;
    const dictating = dictation.isOn ? words.dictating : words.notDictating;
    return [
      { term: words.memory, detail: memory.bytes === null ? words.memoryUnknown : megabytes(memory.bytes) },
      {
        term: words.dictation,
        detail: lagSeconds > 0 ? `${dictating}, ${words.lag(lagSeconds)}` : dictating,
      },
      { term: words.queue, detail: count(list.recordings.filter(isPending).length) },
      { term: words.lostSamples, detail: count(dictation.lostSamples) },
      { term: words.unkeptSeconds, detail: count(dictation.unkeptSeconds) },
      { term: words.lostEngines, detail: count(dictation.lostEngines) },
      {
        term: words.requests,
        detail: requests.isCounting ? count(requests.elsewhere) : words.requestsUnknown,
      },
    ];
  }
}
