import { effectiveAccess } from "../../membership/access.ts";
import { emailKey } from "../../membership/email.ts";
import { formatPlace, ORGANIZATION, type Place } from "../../membership/scope.ts";
import { errorAt } from "../provider/diagnostic.ts";
import { belowOf } from "../resources/place-address.ts";
import { text, textList, textMap } from "../schema/attribute.ts";
import type { Known } from "../schema/shape.ts";
import { isEmail, isKey } from "../schema/validators.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  email: text({ description: "E-mail address of the person.", presence: "required", validators: [isEmail] }),
  tenant: text({ description: "What they may do at this tenant.", presence: "optional", validators: [isKey] }),
  project: text({ description: "What they may do at this project.", presence: "optional", validators: [isKey] }),
  role: text({ description: "The role that they hold at just this place; null for none.", presence: "computed" }),
  permissions: textList({ description: "Everything that they may do there, sorted.", presence: "computed" }),
  through: textMap({
    description: "What gives them each permission, such as `organization role admin` or `override`.",
    presence: "computed",
  }),
};

/** What somebody may do at a place, and through what. */
export const access: DataSource<typeof shape> = {
  typeName: "charter_access",
  description:
    "What somebody may do at the organization, a tenant or a project, and through what. Whoever has not joined yet may do nothing.",
  shape,
  read: ({ facts }, given) => {
    if (given.tenant !== null && given.project !== null)
      return { diagnostics: [errorAt(["project"], "tenant and project exclude each other", "Give one of the two.")] };
    const place = placeOf(given);
    if (place.scope !== "organization" && facts.grantsAt(place) === undefined) {
      const message = `there is no ${place.scope} ${JSON.stringify(given[place.scope])}`;
      return { diagnostics: [errorAt([place.scope], `unknown-${place.scope}: ${formatPlace(place)}`, message)] };
    }
    const places = place.scope === "organization" ? [] : [place];
    const here = effectiveAccess(facts, emailKey(given.email ?? ""), places).at(-1);
    const entries = [...(here?.permissions ?? [])].sort((left, right) => (left.permission < right.permission ? -1 : 1));
    return {
      values: {
        ...given,
        role: here?.role ?? null,
        permissions: entries.map(({ permission }) => permission),
        through: Object.fromEntries(entries.map(({ permission, through }) => [permission, through])),
      },
    };
  },
};

function placeOf({ tenant, project }: Known<typeof shape>): Place {
  if (tenant !== null) return belowOf("tenant", tenant);
  return project === null ? ORGANIZATION : belowOf("project", project);
}
