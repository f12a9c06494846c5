import type { ChangeOf } from "../../membership/change.ts";
import { judge } from "../../membership/judge.ts";
import type { Attempt } from "../provider/attempt.ts";
import type { At } from "../provider/diagnostic.ts";
import type { Look } from "../provider/look.ts";
import { text, textMap } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isKey } from "../schema/validators.ts";
import { fieldPatch, observedFields } from "./field-text.ts";
import { identifier, title } from "./recurring-attributes.ts";
import type { Resource } from "./resource.ts";

const shape = {
  id: identifier("organization"),
  title,
  tier: text({
    description: "Key of the tier. Where it is not given, the present one is left as it is.",
    presence: "optional-computed",
    validators: [isKey],
  }),
  settings: textMap({
    description:
      "Settings of the role model, numbers and booleans as text. Those that are not named are left as they are; one that is named no longer goes back to its default.",
    presence: "optional",
  }),
};

type SettingsValues = Known<typeof shape>;

/** Title, tier and settings of the organization that the provider is connected to. */
export const organizationSettings: Resource<typeof shape> = {
  typeName: "charter_organization_settings",
  description:
    "Title, tier and settings of the organization. It is there from the beginning: creating this resource takes it over, and destroying it leaves everything as it is.",
  version: 0,
  shape,
  identity: ["id"],
  collection: "organization",
  lively: [],
  address: () => "organization",
  parseAddress: (address) => (address === "organization" ? { id: "organization" } : undefined),
  observe: ({ facts }, { settings }, extent) => ({
    id: "organization",
    title: facts.organization.title ?? null,
    tier: facts.organization.tier ?? null,
    settings: observedFields(
      facts,
      facts.model.settings,
      facts.organization.settings,
      extent === "all" ? "all" : settings,
    ),
  }),
  changes: (look, desired, prior) => updateOf(look, desired, prior),
  removal: () => [],
  remarks: (_look, desired) =>
    desired === undefined ? ["The organization keeps its title, tier and settings; only Terraform forgets them."] : [],
};

function updateOf(look: Look, desired: SettingsValues, prior: SettingsValues | undefined): Attempt[] {
  const { title: name, tier } = desired;
  const { facts } = look;
  const { organization, model } = facts;
  const sides = { desired: desired.settings, prior: prior?.settings ?? null, live: organization.settings };
  const settings = fieldPatch(facts, model.settings, sides);
  const renamed = name !== null && name !== organization.title;
  const moves = tier !== null && tier !== organization.tier;
  if (!renamed && !moves && settings === undefined) return [];
  const change: ChangeOf<"update-organization"> = {
    kind: "update-organization",
    ...(renamed ? { title: name } : {}),
    ...(moves ? { tier } : {}),
    ...(settings === undefined ? {} : { settings }),
  };
  // Tier and seats go together, or each of them could be refused for the lack of the other.
  const at: At = moves ? ["tier"] : renamed ? ["title"] : ["settings"];
  return [{ change, at, atPart: faultsOfParts(look, change), stage: 0 }];
}

/** What is refused about each part of an update on its own. Whether a setting is possible can depend on the new tier. */
function faultsOfParts(
  { facts, actor }: Look,
  update: ChangeOf<"update-organization">,
): NonNullable<Attempt["atPart"]> {
  const { kind, title: name, tier, settings = {} } = update;
  const moving = { kind, ...(tier === undefined ? {} : { tier }) };
  const parts: readonly { readonly at: At; readonly change: ChangeOf<"update-organization"> }[] = [
    ...(name === undefined ? [] : [{ at: ["title"] as const, change: { kind, title: name } }]),
    ...(tier === undefined ? [] : [{ at: ["tier"] as const, change: moving }]),
    ...Object.entries(settings).map(([key, value]) => ({
      at: ["settings", key] as const,
      change: { ...moving, settings: { [key]: value } },
    })),
  ];
  return parts.flatMap(({ at, change }) => judge(facts, actor, change).map(({ message }) => ({ message, at })));
}
