import { seatLimit } from "../../membership/seats.ts";
import { toText } from "../resources/field-text.ts";
import { number, text, textMap } from "../schema/attribute.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  key: text({ description: "Key of the organization.", presence: "computed" }),
  title: text({ description: "Name for people.", presence: "computed" }),
  tier: text({ description: "Key of the tier.", presence: "computed" }),
  settings: textMap({ description: "Settings that were given, numbers and booleans as text.", presence: "computed" }),
  role_model: text({ description: "Key of the role model.", presence: "computed" }),
  seats_taken: number({ description: "How many seats are taken.", presence: "computed" }),
  seat_limit: number({
    description: "How many seats there are, those bought included; null where there is no limit.",
    presence: "computed",
  }),
  version: number({ description: "Version of the organization; every write makes the next.", presence: "computed" }),
};

/** The organization that the provider is connected to. */
export const organization: DataSource<typeof shape> = {
  typeName: "charter_organization",
  description: "The organization that the provider is connected to.",
  shape,
  read: ({ facts, sight }) => {
    const { key, title, tier, settings } = facts.organization;
    const shown = Object.entries(settings).map(([name, value]) => [name, toText(value)] as const);
    return {
      values: {
        key,
        title: title ?? null,
        tier: tier ?? null,
        settings: Object.fromEntries(shown),
        role_model: facts.model.key,
        seats_taken: facts.seatsTaken(),
        seat_limit: seatLimit(facts.model, tier, settings) ?? null,
        version: sight.version,
      },
    };
  },
};
