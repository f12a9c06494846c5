/** Whether the server still takes on work: what readiness says, and what tells callers to go elsewhere. */
export class Lifecycle {
  #draining = false;

  /** It is about to stop. */
  get draining(): boolean {
    return this.#draining;
  }

  drain(): void {
    this.#draining = true;
  }
}
