import { counted } from "../diagnostics/counted.ts";
import type { ChangeOf, PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { patched } from "../membership/patch.ts";
import { list } from "../membership/refusal-text.ts";
import { formatPlace } from "../membership/scope.ts";
import { seatLimit, takesSeat } from "../membership/seats.ts";
import type { Subject } from "../membership/subject.ts";
import { subjectsTouchedBy } from "../membership/touched-subjects.ts";

/** What a change causes besides what it says, asked of the organization just before it runs. */
export function cascadesOf(draft: OrganizationDraft, change: PlannableChange): string[] {
  switch (change.kind) {
    case "change-role":
      return resets(draft, emailKey(change.email));
    case "transfer-ownership":
      return [...formerOwners(draft, change.formerOwnerRole), ...resets(draft, emailKey(change.email))];
    case "cancel-invitation":
      return lostPromise(draft, emailKey(change.email));
    case "remove-member":
      return lostGrants(draft, emailKey(change.email));
    case "delete-tenant":
      return [...lostProjects(draft, change.tenant), ...grantsGone(draft, subjectsTouchedBy(draft, change))];
    case "delete-project":
      return grantsGone(draft, subjectsTouchedBy(draft, change));
    case "update-role":
      return holdersAffected(draft, change.role, change.permissions !== undefined);
    case "update-project":
      return accessMoved(draft, change);
    case "update-organization":
      return bought(draft, change);
    case "invite-member":
      return seatTaken(draft);
    case "resend-invitation":
      return draft.member(emailKey(change.email))?.status === "expired" ? seatTaken(draft) : [];
    default:
      return [];
  }
}

function resets(draft: OrganizationDraft, email: EmailKey): string[] {
  const overrides = Object.keys(draft.member(email)?.overrides ?? {}).sort();
  return overrides.length === 0 ? [] : [`resets overrides ${overrides.join(", ")}`];
}

function formerOwners(draft: OrganizationDraft, role: string | undefined): string[] {
  const { keystone, formerOwnerRole } = draft.model.ownership;
  const next = role ?? formerOwnerRole;
  if (!("role" in keystone)) return [];
  const owners = [...draft.members.values()].filter(
    ({ role, status }) => role === keystone.role && status === "active",
  );
  return owners.map(({ email }) => `${email} becomes ${next}`);
}

function lostPromise(draft: OrganizationDraft, email: EmailKey): string[] {
  const target = draft.member(email)?.invitation?.target;
  return target === undefined ? [] : [`takes back ${formatPlace(target.place)} ${target.role}, which it promised`];
}

function lostGrants(draft: OrganizationDraft, email: EmailKey): string[] {
  const grants = draft.placesOf(email).map((place) => `${formatPlace(place)} ${draft.grant(place, email)?.role}`);
  return grants.length === 0 ? [] : [`removes ${list(grants.sort())}`];
}

function lostProjects(draft: OrganizationDraft, tenant: string): string[] {
  const projects = [...draft.projects.values()].filter((project) => project.tenant === tenant).map(({ key }) => key);
  return projects.length === 0 ? [] : [`deletes ${counted(projects.length, "project")} ${list(projects.sort())}`];
}

function grantsGone(draft: OrganizationDraft, subjects: readonly Subject[]): string[] {
  const held = subjects.filter(({ email, place }) => draft.grant(place, email) !== undefined).length;
  const promised = subjects.length - held;
  return [
    ...(held === 0 ? [] : [`removes ${counted(held, "grant")} there`]),
    ...(promised === 0
      ? []
      : [
          `removes ${counted(promised, "promised grant")} there from ${promised === 1 ? "its invitation" : "their invitations"}`,
        ]),
  ];
}

function holdersAffected(draft: OrganizationDraft, role: string, permissionsChange: boolean): string[] {
  const holders = permissionsChange ? subjectsTouchedBy(draft, { kind: "update-role", role }) : [];
  if (holders.length === 0) return [];
  return [`changes the access of ${list(holders.map((holder) => nameSubject(draft, holder)).sort())}`];
}

function nameSubject(draft: OrganizationDraft, { email, place }: Subject): string {
  const printed = draft.member(email)?.email ?? email;
  return place.scope === "organization" ? printed : `${printed} in ${formatPlace(place)}`;
}

/** Those with a role in the tenant that a project leaves, or in the one that it comes to. */
function accessMoved(draft: OrganizationDraft, change: ChangeOf<"update-project">): string[] {
  const people = subjectsTouchedBy(draft, change).length;
  if (people === 0) return [];
  const from = draft.tenantOf(change.project);
  return [
    `changes the access of ${counted(people, "person", "people")} with a role in tenants/${from} or tenants/${change.tenant}`,
  ];
}

/** What is billed from this change on: more of it, or all of what was kept while the tier did not sell it. */
function bought(draft: OrganizationDraft, { tier: next, settings }: ChangeOf<"update-organization">): string[] {
  const { model, organization } = draft;
  const soldOn = (tier: string | undefined) => model.tiers.get(tier ?? "")?.extraSeats;
  const sold = soldOn(next ?? organization.tier);
  const kept = sold === soldOn(organization.tier) ? undefined : sold;
  const keys = new Set([...Object.keys(settings ?? {}), ...(kept === undefined ? [] : [kept])]);
  return [...keys].flatMap((key) => {
    const field = model.settings.get(key);
    const amount = (present: Readonly<Record<string, unknown>>) => Number(present[key] ?? field?.default ?? 0);
    const before = key === kept ? 0 : amount(organization.settings);
    const more = amount(patched(organization.settings, settings)) - before;
    return field?.billed === true && more > 0 ? [`costs: buys ${more} more ${key}, billed`] : [];
  });
}

function seatTaken(draft: OrganizationDraft): string[] {
  if (!takesSeat(draft.model, "invited")) return [];
  const limit = seatLimit(draft.model, draft.organization.tier, draft.organization.settings);
  return limit === undefined ? [] : [`takes seat ${draft.seatsTaken() + 1} of ${limit}`];
}
