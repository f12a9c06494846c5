import { OrganizationDraft } from "../../../src/membership/draft.ts";
import { emailKey } from "../../../src/membership/email.ts";
import type { Override } from "../../../src/membership/organization.ts";
import type { RefusalCode } from "../../../src/membership/refusal.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { ORGANIZATION } from "../../../src/membership/scope.ts";
import { type Actor, holdingsOf, reaches } from "../../../src/membership/standing.ts";
import { address, model, organization, type Sketch } from "../build.ts";
import { approvedBy } from "./approved-by.ts";
import { Bound } from "./bound.ts";
import { permittedTo, type World } from "./hunt.ts";
import type { Words } from "./vocabulary.ts";

export const ADA = address("ada");
/** Holds what Ada holds, besides her, where more than one may. */
export const BEA = address("bea");
export const EVE = address("eve");
/** Eve's second account: whatever it does, Eve does. */
export const SOCK = address("sock");

/** How Eve goes about it. */
export type Way =
  /** By her own account. Others may be invited and changed, and do nothing for her. */
  | "alone"
  /** With a second account of hers, which accepts what it is invited to and acts as well. */
  | "with a second account"
  /** As the only approver of plans that her second account writes and the owner's token applies. */
  | "as an approver";

/** What Eve has at the start, and what may be spoken of. */
export interface Situation {
  readonly on: string;
  /** Her organization role: built in, or made of these permissions. */
  readonly role: string | readonly string[];
  readonly overrides?: Readonly<Record<string, Override>>;
  /** The ceiling of the token that she has found; she has nothing else. Permissions make a custom role of it. */
  readonly ceiling?: string | readonly string[];
  readonly tenants?: Readonly<Record<string, string>>;
  readonly projects?: Readonly<Record<string, string>>;
  /** Without tenants and projects, where the organization alone is searched. */
  readonly bare?: boolean;
  readonly words: Partial<Words>;
}

const HELD = "held";
const CEILING = "ceiling";
/** A permission that a platform with open permissions gives a meaning to. */
const OPEN = ["deploy"];

/** @param blindTo a reason for which nothing is refused: to see that the hunt finds what that rule keeps out */
export function worldOf(situation: Situation, way: Way, blindTo?: RefusalCode): World {
  const { on, words } = situation;
  const rules = model(on);
  const live = organization(sketchOf(rules, situation));
  const start = new OrganizationDraft(rules, live);
  const eve: Actor =
    situation.ceiling === undefined ? { email: EVE } : { email: EVE, ceiling: keyOf(situation.ceiling, CEILING) };
  const seniors = seniorsOf(start, eve);
  const accomplices = way !== "alone";
  const open = rules.scopes.get("project")?.open === true ? OPEN : [];
  const shared = new Bound(start, [eve], { accomplices, open });
  const own = new Bound(start, way === "as an approver" ? [{ email: EVE }] : [eve, { email: EVE }], {
    accomplices: way === "with a second account",
    open,
  });
  const claims = [{ email: EVE, bound: own }, ...(accomplices ? [{ email: SOCK, bound: shared }] : [])];
  const actors = way === "alone" ? [eve] : [eve, { email: SOCK }];
  const roles = [...(rules.roles.get("organization")?.keys() ?? [])];
  const said: Words = { people: [EVE, SOCK], seniors, roles, ...words };
  const plans = { token: ADA, approver: EVE, author: SOCK };
  return {
    model: rules,
    start: live,
    words: said,
    claims,
    seniors,
    steps: way === "as an approver" ? approvedBy(rules, said, plans) : permittedTo(rules, actors, blindTo),
  };
}

/** An owner, if somebody of Eve's role may not manage one. Where roles have no levels, nobody stands above anybody. */
function seniorsOf(start: OrganizationDraft, eve: Actor): string[] {
  const [own] = holdingsOf(start, eve, ORGANIZATION);
  const owner = start.role("organization", start.model.founding.role);
  if (own === undefined || owner === undefined) return [];
  if (reaches(own.role.manages, own.role, owner)) return [];
  return [start.member(emailKey(BEA)) === undefined ? ADA : BEA];
}

function keyOf(role: string | readonly string[], custom: string): string {
  return typeof role === "string" ? role : custom;
}

function sketchOf(rules: RoleModel, situation: Situation): Sketch {
  const { role, ceiling, overrides = {}, tenants = {}, projects = {}, bare } = situation;
  const own = (name: string, given: string | readonly string[] | undefined) =>
    (given === undefined || typeof given === "string" ? {} : { [name]: [...given] }) as Record<string, string[]>;
  const founding = Object.fromEntries(rules.founding.roles.map(({ key, permissions }) => [key, [...permissions]]));
  const required = [...rules.attributes.values()].filter(({ required }) => required);
  const attributes = Object.fromEntries(required.map(({ key, values }) => [key, values[0] ?? ""]));
  const grant = (held: string | undefined) => (held === undefined ? {} : { eve: held });
  const has = (scope: "tenant" | "project") => bare !== true && rules.scopes.has(scope);
  const home = has("tenant") ? "eu/" : "";
  return {
    tier: [...rules.tiers.keys()].at(-1) ?? "",
    roles: { ...founding, ...own(HELD, role), ...own(CEILING, ceiling) },
    members: {
      ada: { role: rules.founding.role, attributes },
      ...(rules.ownership.count === "at-least-one" ? { bea: { role: rules.founding.role, attributes } } : {}),
      eve: { role: keyOf(role, HELD), attributes, overrides },
    },
    ...(has("tenant") ? { tenants: { eu: grant(tenants.eu), us: grant(tenants.us) } } : {}),
    ...(has("project") ? { projects: { [`${home}watch`]: grant(projects.watch) } } : {}),
  };
}
