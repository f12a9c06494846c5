import { emailKey } from "../membership/email.ts";
import type { PlannedChange } from "../plan/plan.ts";

interface Step {
  readonly planned: PlannedChange;
  /** Steps that wait for this one. */
  readonly followers: Step[];
  /** Steps that this one still waits for. */
  waitsFor: number;
  settled: boolean;
}

/**
 * Which changes may start. A change waits for everything that it needs, and for the change before it at the same
 * address, whose answer names the version that the object then has. Every question costs the edges that it touches.
 */
export class RunOrder {
  readonly #steps = new Map<string, Step>();
  readonly #ready: PlannedChange[] = [];
  #taken = 0;

  constructor(changes: readonly PlannedChange[]) {
    for (const planned of changes) {
      if (this.#steps.has(planned.id)) throw new Error(`two changes of the plan have the id ${planned.id}`);
      this.#steps.set(planned.id, { planned, followers: [], waitsFor: 0, settled: false });
    }
    const lastAt = new Map<string, Step>();
    for (const step of this.#steps.values()) {
      for (const id of new Set(step.planned.needs)) this.#wait(step, this.#steps.get(id));
      const key = emailKey(step.planned.address);
      const before = lastAt.get(key);
      if (before !== undefined && !step.planned.needs.includes(before.planned.id)) this.#wait(step, before);
      lastAt.set(key, step);
    }
    for (const step of this.#steps.values()) if (step.waitsFor === 0) this.#ready.push(step.planned);
  }

  /** The next change that waits for nothing, in the plan's order where several do. */
  tryTake(): PlannedChange | undefined {
    while (this.#taken < this.#ready.length) {
      const planned = this.#ready[this.#taken++] as PlannedChange;
      if (this.#steps.get(planned.id)?.settled === false) return planned;
    }
    return undefined;
  }

  /** A change has ended, however: whoever waited for it waits no more. */
  settle(id: string): void {
    const step = this.#steps.get(id);
    if (step === undefined || step.settled) return;
    step.settled = true;
    for (const follower of step.followers) {
      follower.waitsFor -= 1;
      if (follower.waitsFor === 0) this.#ready.push(follower.planned);
    }
  }

  /** An unknown need is waited for in vain: the change is never ready. */
  #wait(step: Step, earlier: Step | undefined): void {
    step.waitsFor += 1;
    earlier?.followers.push(step);
  }
}
