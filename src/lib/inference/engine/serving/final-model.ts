import type { Recogniser } from '../../../core/recognition/recogniser';
import type { WantedModel } from '../../../protocol/loading';
import type { HeldModel, Models, RecogniserUser } from './models';

/** The model that is to write what stays of a dictation, once it is resident. */
export class FinalModel {
  #held: HeldModel | null = null;
  #recogniser: Recogniser | null = null;
  /** Others have taken their place; the utterance that began with one may not have ended. */
  #replaced: HeldModel[] = [];

  /** @param wanted null: none */
  constructor(
    private readonly models: Pick<Models, 'holdResident'>,
    private wanted: WantedModel | null,
    private readonly user: RecogniserUser,
  ) {}

  /** That of an utterance which begins, when the one before has ended; null until it is found. */
  readonly ofNextUtterance = (): Recogniser | null => {
    for (const held of this.#replaced.splice(0)) held.giveBack();
    return this.#recogniser;
  };

  /** The one before writes until the other is found; null ends that with the utterance. */
  change(wanted: WantedModel | null): void {
    this.wanted = wanted;
    if (!wanted) this.#replace(null, null);
  }

  /** Takes it where it has become resident; from then on it stays. */
  async look(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    const held = this.models.holdResident(wanted);
    if (!held) return;
    const recogniser = await held.recogniserFor(this.user);
    this.#replace(held, recogniser);
    // It is looked for once: what was wanted meanwhile is another.
    if (this.wanted === wanted) this.wanted = null;
  }

  /** The dictation has ended. */
  giveBack(): void {
    this.#replace(null, null);
    this.ofNextUtterance();
  }

  #replace(held: HeldModel | null, recogniser: Recogniser | null): void {
    if (this.#held) this.#replaced.push(this.#held);
    this.#held = held;
    this.#recogniser = recogniser;
  }
}
