/** Long enough that typing in a certificate file does not make every configuration be looked at with each key. */
const quietMilliseconds = 250;

/**
 * Says that what was shown of other documents may be out of date, once things have been quiet for a moment. Asking
 * questions may load files too, but only an event (a change, a file, a setting) asks for a refresh: otherwise showing
 * things would make them be shown again.
 */
export class Refresh {
  readonly #revision: () => Promise<number>;
  readonly #listeners: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownRevision = 0;
  #certain = false;

  /** `revision` brings everything up to date and grows when something changed. */
  constructor(revision: () => Promise<number>) {
    this.#revision = revision;
  }

  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Something changed that matters. */
  request(): void {
    this.#certain = true;
    this.requestIfChanged();
  }

  /** Something changed that matters if the revision grew by it. */
  requestIfChanged(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), quietMilliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#listeners.length = 0;
  }

  async #tell(): Promise<void> {
    const revision = await this.#revision();
    if (!this.#certain && revision === this.#shownRevision) return;
    this.#certain = false;
    this.#shownRevision = revision;
    for (const listener of this.#listeners) listener();
  }
}
