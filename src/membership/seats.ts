import type { EmailKey } from "./email.ts";
import type { Facts } from "./facts.ts";
import type { MemberStatus } from "./organization.ts";
import type { Refusal } from "./refusal.ts";
import type { FieldValue, RoleModel } from "./role-model.ts";

/** How many people may take a seat on a tier with these settings; undefined means as many as come. */
export function seatLimit(
  model: RoleModel,
  tier: string | undefined,
  settings: Readonly<Record<string, FieldValue>>,
): number | undefined {
  const rules = tier === undefined ? undefined : model.tiers.get(tier);
  if (rules?.memberLimit === undefined) return undefined;
  const setting = rules.extraSeats ?? "";
  const bought = settings[setting] ?? model.settings.get(setting)?.default;
  return rules.memberLimit + (typeof bought === "number" ? bought : 0);
}

/** The settings, by key, that would buy extra seats of a kind that the tier does not sell. */
export function unsoldSeats(
  { tiers }: Pick<RoleModel, "tiers">,
  tier: string | undefined,
  settings: Readonly<Record<string, FieldValue | null>>,
): string[] {
  const rules = tier === undefined ? undefined : tiers.get(tier);
  if (rules === undefined) return [];
  const sold = new Set([...tiers.values()].map(({ extraSeats }) => extraSeats));
  return Object.keys(settings).filter((key) => sold.has(key) && key !== rules.extraSeats && Number(settings[key]) > 0);
}

/** True where somebody in this state takes a seat: whoever is active, and whoever is invited where the model says so. */
export function takesSeat({ invitations }: Pick<RoleModel, "invitations">, status: MemberStatus): boolean {
  return status === "active" || (status === "invited" && invitations.pendingTakesSeat);
}

/**
 * The refusal where more people are to stay, or to be invited, than there are seats: whoever else is removed, there is
 * no room for all of them.
 */
export function seatsExceeded(facts: Facts, staying: ReadonlySet<EmailKey>): Refusal[] {
  const { tier, settings } = facts.organization;
  const limit = seatLimit(facts.model, tier, settings);
  if (limit === undefined || staying.size <= limit) return [];
  const seated = [...staying].filter((email) =>
    takesSeat(facts.model, facts.member(email)?.status === "active" ? "active" : "invited"),
  );
  if (seated.length <= limit) return [];
  const message = `all ${limit} seats of the tier ${tier} are taken: this plan needs ${seated.length}, and there is none for ${seated[limit]}`;
  return [{ code: "seat-limit-reached", address: `members/${seated[limit]}`, message }];
}
