import { effectiveAccess } from "../../../src/membership/access.ts";
import { addressOf, type Change } from "../../../src/membership/change.ts";
import { OrganizationDraft } from "../../../src/membership/draft.ts";
import { emailKey } from "../../../src/membership/email.ts";
import { evolve } from "../../../src/membership/evolve.ts";
import { judge } from "../../../src/membership/judge.ts";
import type { Organization } from "../../../src/membership/organization.ts";
import type { RefusalCode } from "../../../src/membership/refusal.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { formatPlace, type Place } from "../../../src/membership/scope.ts";
import type { Actor } from "../../../src/membership/standing.ts";
import { isKeystone } from "../../../src/membership/standing.ts";
import type { Bound } from "./bound.ts";
import { placesOf, sayable, type Words } from "./vocabulary.ts";

/** What one account must never come to. */
export interface Claim {
  readonly email: string;
  readonly bound: Bound;
}

export interface World {
  readonly model: RoleModel;
  readonly start: Organization;
  readonly words: Words;
  readonly claims: readonly Claim[];
  /** Who stands above all who act: they never lose anything. */
  readonly seniors: readonly string[];
  /** What can be done next: by default every change that one of the actors is permitted. */
  readonly steps: (organization: Organization, changes: readonly Change[]) => Iterable<Step>;
}

/** Something that can be done, and what it leaves. */
export interface Step {
  readonly told: string;
  readonly next: Organization;
}

export interface Searched {
  readonly states: number;
  readonly steps: number;
  /** The shortest way to more than is lawful, and what that is. */
  readonly escalation: { readonly trail: readonly string[]; readonly gain: string } | undefined;
}

interface Node {
  readonly organization: Organization;
  readonly told: string;
  readonly from: Node | undefined;
}

/** Looks at every organization that can be reached, shortest ways first, until one breaks a claim or none is left. */
export function hunt(world: World): Searched {
  const seen = new Set([stateKey(world.start)]);
  const kept = standingsOf(world);
  const queue: Node[] = [{ organization: world.start, told: "", from: undefined }];
  let steps = 0;
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] as Node;
    const draft = new OrganizationDraft(world.model, node.organization);
    const gain = gainIn(world, draft) ?? lossIn(kept, draft);
    if (gain !== undefined) return { states: seen.size, steps, escalation: { trail: trailOf(node), gain } };
    const changes = [...sayable(world.model, node.organization, world.words)];
    for (const { told, next } of world.steps(node.organization, changes)) {
      steps += 1;
      const key = stateKey(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ organization: next, told, from: node });
    }
  }
  return { states: seen.size, steps, escalation: undefined };
}

/** Every change that one of these may make, as the judge says. */
export function permittedTo(model: RoleModel, actors: readonly Actor[], blindTo?: RefusalCode): World["steps"] {
  return function* (organization, changes) {
    const draft = new OrganizationDraft(model, organization);
    const refused = (by: Actor, change: Change) => judge(draft, by, change).some(({ code }) => code !== blindTo);
    for (const change of changes) {
      const actor = actors.find((one) => !refused(one, change));
      if (actor !== undefined) yield { told: tell(actor, change), next: evolve(model, organization, change) };
    }
  };
}

export function tell({ email, ceiling }: Actor, change: Change): string {
  const { kind, ...rest } = change;
  return `${email}${ceiling === undefined ? "" : ` (${ceiling})`}: ${kind} ${addressOf(change)} ${JSON.stringify(rest)}`;
}

function trailOf(node: Node): string[] {
  return node.from === undefined ? [] : [...trailOf(node.from), node.told];
}

function gainIn({ claims }: World, draft: OrganizationDraft): string | undefined {
  const places = placesOf(draft);
  for (const { email, bound } of claims) {
    for (const { place, role, permissions } of effectiveAccess(draft, emailKey(email), places)) {
      const limit = bound.at(draft, place);
      const more = permissions.map(({ permission }) => permission).filter((one) => !limit.permissions.has(one));
      if (more.length > 0) return `${email} gains ${more.join(", ")} at ${formatPlace(place)}`;
      const gain = role === undefined ? undefined : rise(draft, place, role, bound, limit.level);
      if (gain !== undefined) return `${email} ${gain}`;
    }
  }
  return undefined;
}

type Standings = ReadonlyMap<string, ReadonlySet<string>>;

/** What those have at the start who must lose nothing. */
function standingsOf({ model, start, seniors }: World): Standings {
  const draft = new OrganizationDraft(model, start);
  return new Map(seniors.map((email) => [email, permissionsOf(draft, email)]));
}

function lossIn(kept: Standings, draft: OrganizationDraft): string | undefined {
  for (const [email, before] of kept) {
    const lost = before.difference(permissionsOf(draft, email));
    if (lost.size > 0) return `${email} loses ${[...lost].join(", ")}`;
  }
  return undefined;
}

/** What somebody holds at the organization. */
function permissionsOf(draft: OrganizationDraft, email: string): Set<string> {
  const access = effectiveAccess(draft, emailKey(email), []);
  return new Set(access.flatMap(({ permissions }) => permissions.map(({ permission }) => permission)));
}

function rise(draft: OrganizationDraft, place: Place, key: string, bound: Bound, most: number): string | undefined {
  const role = draft.role(place.scope, key);
  if (role === undefined) return undefined;
  if ((role.level ?? 0) > most) return `rises to ${key} at ${formatPlace(place)}`;
  return isKeystone(draft, role) && !bound.holdsKeystone() ? `comes to the keystone through ${key}` : undefined;
}

/** Two organizations with the same key are the same to every rule. */
function stateKey({ tier, settings, roles, members, tenants, projects }: Organization): string {
  const grants = (held: ReadonlyMap<string, { readonly role: string }>) => sorted(held, ({ role }) => role);
  return JSON.stringify([
    tier,
    settings,
    sorted(roles, ({ scope, permissions }) => [scope, [...permissions].sort()]),
    sorted(members, ({ role, status, overrides, invitation }) => [
      role,
      status,
      Object.entries(overrides).sort(),
      invitation?.target,
    ]),
    sorted(tenants, ({ title, members }) => [title, grants(members)]),
    sorted(projects, ({ title, tenant, members }) => [title, tenant, grants(members)]),
  ]);
}

function sorted<Value>(values: ReadonlyMap<string, Value>, shape: (value: Value) => unknown): unknown[] {
  return [...values]
    .map(([key, value]) => [key, shape(value)])
    .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
}
