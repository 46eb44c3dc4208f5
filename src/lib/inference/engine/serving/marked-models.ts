import type { Figure } from '../../../core/metrics/figures';
import type { Marks } from '../../../core/metrics/mark-ring';
import type { Recogniser, Utterance } from '../../../core/recognition/recogniser';
import type { MarkSender } from '../../../protocol/mark-sender';
import { engineSetup } from '../../../protocol/metrics';
import type { HeldModel, Models, Urgency } from './models';

/** Models whose recognisers mark how long their texts take, each for its own setup. @param nowMs of any clock */
export function markedModels(
  models: Models,
  sender: Pick<MarkSender, 'of'>,
  nowMs = () => performance.now(),
): Models {
  const marked = (held: HeldModel): HeldModel => ({
    description: held.description,
    recogniserFor: async (user) => {
      const watch = new TextWatch(sender.of(engineSetup(held.description)), nowMs);
      const recogniser = await held.recogniserFor({ ...user, onWaited: watch.onWaited });
      return markedRecogniser(recogniser, user.urgency, watch);
    },
    giveBack: () => held.giveBack(),
  });
  return {
    get loaded() {
      return models.loaded;
    },
    holdResident: (wanted) => {
      const held = models.holdResident(wanted);
      return held && marked(held);
    },
    hold: async (wanted, need) => marked(await models.hold(wanted, need)),
    load: (wanted, need) => models.load(wanted, need),
    warmUp: () => models.warmUp(),
    watchBytes: (tell) => models.watchBytes(tell),
  };
}

/** Times the texts of one user. Those that are called off, or fail, are not marked. */
class TextWatch {
  /** Since a text was marked last. Of windows that are read at once the first to be read has it all. */
  #waitedMs = 0;

  constructor(
    readonly marks: Marks,
    private readonly nowMs: () => number,
  ) {}

  readonly onWaited = (milliseconds: number): void => {
    this.#waitedMs += milliseconds;
  };

  async time<Result>(figure: Figure, call: () => Promise<Result>): Promise<Result> {
    const startedMs = this.nowMs();
    try {
      const result = await call();
      this.marks.mark(figure, this.nowMs() - startedMs);
      this.marks.mark('queueWaitMs', this.#waitedMs);
      return result;
    } finally {
      this.#waitedMs = 0;
    }
  }
}

function markedRecogniser(recogniser: Recogniser, urgency: Urgency, watch: TextWatch): Recogniser {
  const { startUtterance } = recogniser;
  return {
    capabilities: recogniser.capabilities,
    transcribe: async (windows, request) => {
      const call = () => recogniser.transcribe(windows, request);
      // What a person has read again while they wait is no window of a file.
      if (urgency !== 'file') return call();
      const read = await watch.time('windowMs', call);
      const heldBack = read.flatMap(({ segments }) => segments.filter(({ dropped }) => dropped)).length;
      if (heldBack > 0) watch.marks.mark('heldBack', heldBack);
      return read;
    },
    ...(startUtterance && {
      startUtterance: (previous, request) =>
        markedUtterance(startUtterance.call(recogniser, previous, request), watch),
    }),
  };
}

function markedUtterance(utterance: Utterance, watch: TextWatch): Utterance {
  return {
    partial: (window) => watch.time('partialMs', () => utterance.partial(window)),
    commit: (words) => utterance.commit(words),
    whole: (window, onPlausible) => watch.time('finalDecodeMs', () => utterance.whole(window, onPlausible)),
  };
}
