import type { Recogniser } from '../../../core/recognition/recogniser';
import type { WantedModel } from '../../../protocol/loading';
import type { HeldModel, Models, RecogniserUser } from './models';

/** The model that is to write what stays of a dictation, once it is resident. */
export class FinalModel {
  #held: HeldModel | null = null;
  #recogniser: Recogniser | null = null;

  constructor(
    private readonly models: Pick<Models, 'holdResident'>,
    private readonly wanted: WantedModel | null,
    private readonly user: RecogniserUser,
  ) {}

  /** Null until it is found. */
  readonly recogniser = (): Recogniser | null => this.#recogniser;

  /** Takes it where it has become resident; from then on it stays. */
  async look(): Promise<void> {
    if (!this.wanted || this.#held) return;
    this.#held = this.models.holdResident(this.wanted);
    this.#recogniser = (await this.#held?.recogniserFor(this.user)) ?? null;
  }

  giveBack(): void {
    this.#held?.giveBack();
  }
}
