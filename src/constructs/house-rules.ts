import { Annotations, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { emailKey } from "../membership/email.ts";
import { Member } from "./member.ts";

/** Nobody but the people of a list may have a role. Add it by `Aspects.of(app).add(…)`; a breach ends the synthesis. */
export class OnlyThese implements IAspect {
  readonly #role: string;
  readonly #allowed: ReadonlySet<string>;

  constructor(role: string, allowed: readonly string[]) {
    this.#role = role;
    this.#allowed = new Set(allowed.map(emailKey));
  }

  visit(node: IConstruct): void {
    if (!(node instanceof Member) || node.role !== this.#role || this.#allowed.has(emailKey(node.email))) return;
    const message = `${node.email} has the role ${JSON.stringify(this.#role)}, which is for ${[...this.#allowed].join(", ")} only`;
    Annotations.of(node).addError(message);
  }
}

/** Every member keeps a rule of the house: what the rule says about one is an error at that construct. */
export class EveryMember implements IAspect {
  readonly #fault: (member: Member) => string | undefined;

  /** @param fault says what is wrong with a member, and undefined where nothing is */
  constructor(fault: (member: Member) => string | undefined) {
    this.#fault = fault;
  }

  visit(node: IConstruct): void {
    const fault = node instanceof Member ? this.#fault(node) : undefined;
    if (fault !== undefined) Annotations.of(node).addError(fault);
  }
}
