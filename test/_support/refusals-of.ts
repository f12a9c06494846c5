import type { Change } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { judge } from "../../src/membership/judge.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { address, model, organization, type Sketch } from "./build.ts";

/** Who asks for something, and in which organization. */
export interface Asked {
  readonly on: string | RoleModel;
  readonly live: Sketch;
  /** First name of the actor. */
  readonly by: string;
  readonly ceiling?: string;
  readonly change: Change;
}

/** Every reason against a change as people read it: `code: message`. */
export function refusalsOf({ on, live, by, ceiling, change }: Asked): string[] {
  const rules = typeof on === "string" ? model(on) : on;
  const facts = new OrganizationDraft(rules, organization(live));
  const actor = { email: address(by), ...(ceiling === undefined ? {} : { ceiling }) };
  return judge(facts, actor, change).map(({ code, message }) => `${code}: ${message}`);
}
