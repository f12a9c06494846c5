import { counted } from "../../diagnostics/counted.ts";
import { quoted } from "../../diagnostics/printable.ts";
import { OrganizationDraft } from "../../membership/draft.ts";
import type { EmailKey } from "../../membership/email.ts";
import type { Organization } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { seatLimit, seatsExceeded, unsoldSeats } from "../../membership/seats.ts";
import type { CharterCheck } from "../charter-check.ts";
import { isOver } from "../day.ts";
import type { People } from "../people.ts";

/**
 * The declared tier has a seat for everybody who is wanted on a day (in UTC, as YYYY-MM-DD): else no live state could be
 * as the charter says. Where the tier, or the seats that it sells, are not declared, the live ones decide.
 */
export function checkSeats(check: CharterCheck, people: People, day: string): void {
  const { document, model } = check;
  const { tier, settings = {} } = document;
  const rules = tier === undefined ? undefined : model?.tiers.get(tier);
  if (model === undefined || rules === undefined) return;
  checkSold(check, model);
  if (rules.extraSeats !== undefined && settings[rules.extraSeats] === undefined) return;
  const organization = { ...EMPTY, tier, settings };
  const [refusal] = seatsExceeded(new OrganizationDraft(model, organization), wanted(check, people, day));
  if (refusal === undefined) return;
  const limit = seatLimit(model, tier, settings) ?? 0;
  const index = people.entries.get(refusal.address.slice("members/".length) as EmailKey) ?? 0;
  const email = quoted(document.members?.[index]?.email);
  const message = `there is no seat for ${email}: the tier ${quoted(tier)} has ${counted(limit, "seat")} as it is declared; declare fewer people, or a tier with more seats`;
  check.error(refusal.code, ["members", index, "email"], message);
}

/** A tier that sells no seats has none from before, either, unless it was another one. */
function checkSold(check: CharterCheck, model: RoleModel): void {
  const { tier, settings = {} } = check.document;
  for (const key of unsoldSeats(model, tier, settings)) {
    const message = `${quoted(key)} is ${quoted(settings[key])}, but the tier ${quoted(tier)} sells no extra seats, and setting it is refused; remove it`;
    check.warning("setting-invalid", ["settings", key], message);
  }
}

function wanted({ document }: CharterCheck, people: People, day: string): Set<EmailKey> {
  const staying = new Set<EmailKey>();
  for (const [index, { role, until, absent }] of (document.members ?? []).entries()) {
    const key = people.keys[index];
    const isGone = until !== undefined && isOver(until, day);
    if (key !== undefined && role !== undefined && absent !== true && !isGone) staying.add(key);
  }
  return staying;
}

const EMPTY: Organization = {
  key: "",
  title: undefined,
  tier: undefined,
  settings: {},
  roles: new Map(),
  members: new Map(),
  tenants: new Map(),
  projects: new Map(),
};
