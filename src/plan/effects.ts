import { counted } from "../diagnostics/counted.ts";
import type { PlannableChange } from "../membership/change.ts";
import type { OrganizationDraft } from "../membership/draft.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import { list } from "../membership/refusal-text.ts";
import { formatPlace, type Place } from "../membership/scope.ts";
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
    case "update-organization":
      return bought(draft, change.settings ?? {});
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
  return [`changes the access of ${list(holders.map(({ email, place }) => nameSubject(email, place)).sort())}`];
}

function nameSubject(email: EmailKey, place: Place): string {
  return place.scope === "organization" ? email : `${email} in ${formatPlace(place)}`;
}

function bought(draft: OrganizationDraft, settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const field = draft.model.settings.get(key);
    const more = Number(value ?? 0) - Number(draft.organization.settings[key] ?? field?.default ?? 0);
    return field?.billed === true && more > 0 ? [`costs: buys ${more} more ${key}, billed`] : [];
  });
}

function seatTaken(draft: OrganizationDraft): string[] {
  if (!takesSeat(draft.model, "invited")) return [];
  const limit = seatLimit(draft.model, draft.organization.tier, draft.organization.settings);
  return limit === undefined ? [] : [`takes seat ${draft.seatsTaken() + 1} of ${limit}`];
}
