import { loadCharter } from "../../charter/load-charter.ts";
import { effectiveAccess } from "../../membership/access.ts";
import { OrganizationDraft } from "../../membership/draft.ts";
import { emailKey } from "../../membership/email.ts";
import type { Organization } from "../../membership/organization.ts";
import { formatPlace, ORGANIZATION, parsePlace } from "../../membership/scope.ts";
import { tryFindBuiltIn } from "../../role-models/built-in.ts";
import { type MembershipView, viewOf } from "../membership-view.ts";

/** An `Organization` of constructs, or the path of a charter or of a synthesized stack. */
export type Inspected = { membership(): MembershipView } | string;

interface Verdict {
  readonly pass: boolean;
  message(): string;
}

/** Matchers for vitest and jest: `expect.extend(membershipMatchers)`. Places are `organization`, `tenants/KEY`, `projects/KEY`. */
export const membershipMatchers = {
  /** Nothing is wrong with it, by the schema and by the rules of its role model. */
  toBeValidMembership(inspected: Inspected): Verdict {
    const { errors } = view(inspected);
    return verdict(errors.length === 0, "the membership to be valid", errors.join("\n"));
  },

  /** Somebody has this role at a place; without a role, any. */
  toGiveRole(inspected: Inspected, email: string, role?: string, place: string = "organization"): Verdict {
    const found = roleAt(organizationOf(inspected), email, place);
    const pass = role === undefined ? found !== undefined : found === role;
    return verdict(pass, `${email} to have ${role ?? "a role"} at ${place}`, `has ${found ?? "none"}`);
  },

  /** Somebody may do this at a place, through whatever role or override. */
  toAllow(inspected: Inspected, email: string, permission: string, place: string = "organization"): Verdict {
    const { model } = view(inspected);
    if (model === undefined) throw new Error("who may do what is known only where the role model is named");
    const facts = new OrganizationDraft(model, organizationOf(inspected));
    const at = parsePlace(place);
    const places = at.scope === ORGANIZATION.scope ? [] : [at];
    const access = effectiveAccess(facts, emailKey(email), places).find((one) => formatPlace(one.place) === place);
    const entry = access?.permissions.find((one) => one.permission === permission);
    const held = access?.permissions.map((one) => one.permission).join(", ");
    const said = entry === undefined ? `may do ${held || "nothing"}` : `may, through ${entry.through}`;
    return verdict(entry !== undefined, `${email} to be allowed ${permission} at ${place}`, said);
  },
};

/** For the types of one's test runner: `interface Matchers<T> extends MembershipMatchers<T> {}`. */
export interface MembershipMatchers<Result = unknown> {
  toBeValidMembership(): Result;
  toGiveRole(email: string, role?: string, place?: string): Result;
  toAllow(email: string, permission: string, place?: string): Result;
}

function view(inspected: Inspected): MembershipView {
  if (typeof inspected !== "string") return inspected.membership();
  const loaded = loadCharter([inspected], { cwd: process.cwd() });
  const model = tryFindBuiltIn(loaded.document?.roleModel ?? "");
  return viewOf(loaded, model, new Date().toISOString().slice(0, 10));
}

/** Throws where the membership is not valid: nothing can be said about it. */
function organizationOf(inspected: Inspected): Organization {
  const { declaration, errors } = view(inspected);
  if (declaration === undefined) throw new Error(`the membership is not valid:\n${errors.join("\n")}`);
  return declaration.organization;
}

function roleAt(organization: Organization, email: string, place: string): string | undefined {
  const at = parsePlace(place);
  const key = emailKey(email);
  switch (at.scope) {
    case "organization":
      return organization.members.get(key)?.role;
    case "tenant":
      return organization.tenants.get(at.tenant)?.members.get(key)?.role;
    case "project":
      return organization.projects.get(at.project)?.members.get(key)?.role;
  }
}

/** Test runners ask for the message of a negated matcher, too. */
function verdict(pass: boolean, expected: string, said: string): Verdict {
  return { pass, message: () => `expected ${expected}${pass ? " not" : ""}, but: ${said}` };
}
