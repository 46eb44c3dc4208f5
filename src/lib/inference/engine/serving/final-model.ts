import type { Recogniser } from '../../../core/recognition/recogniser';
import type { WantedModel } from '../../../protocol/loading';
import type { HeldModel, Models, RecogniserUser } from './models';

/** The model that is to write what stays of a dictation, once it is resident. */
export class FinalModel {
  #held: HeldModel | null = null;
  #recogniser: Recogniser | null = null;

  /** @param wanted null: none */
  constructor(
    private readonly models: Pick<Models, 'holdResident'>,
    private wanted: WantedModel | null,
    private readonly user: RecogniserUser,
  ) {}

  /** Null until it is found. */
  readonly recogniser = (): Recogniser | null => this.#recogniser;

  /** The one before writes until the other is found; null ends that at once. */
  change(wanted: WantedModel | null): void {
    this.wanted = wanted;
    if (!wanted) this.giveBack();
  }

  /** Takes it where it has become resident; from then on it stays. */
  async look(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    const held = this.models.holdResident(wanted);
    if (!held) return;
    const recogniser = await held.recogniserFor(this.user);
    this.giveBack();
    this.#held = held;
    this.#recogniser = recogniser;
    // It is looked for once: what was wanted meanwhile is another.
    if (this.wanted === wanted) this.wanted = null;
  }

  giveBack(): void {
    this.#held?.giveBack();
    this.#held = null;
    this.#recogniser = null;
  }
}
