import { customRole } from "../../membership/custom-role.ts";
import type { Role } from "../../membership/role-model.ts";
import { SCOPES, type Scope } from "../../membership/scope.ts";
import { numberMap, text, textList, textListMap, textMap } from "../schema/attribute.ts";
import { isOneOf } from "../schema/validators.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  scope: text({
    description: "Where the roles hold: `organization` (the default), `tenant` or `project`.",
    presence: "optional",
    validators: [isOneOf(SCOPES)],
  }),
  keys: textList({
    description: "Keys of roles, those of the platform first, then the custom ones.",
    presence: "computed",
  }),
  titles: textMap({ description: "Names for people, by key.", presence: "computed" }),
  levels: numberMap({ description: "Levels by key, where the platform ranks its roles.", presence: "computed" }),
  permissions: textListMap({ description: "Permissions by key, sorted.", presence: "computed" }),
  custom: textList({ description: "Keys of roles that the organization defines itself.", presence: "computed" }),
};

/** The roles of one scope, built-in and custom. */
export const roles: DataSource<typeof shape> = {
  typeName: "charter_roles",
  description: "The roles that can be held at the organization, at a tenant or at a project, built-in and custom.",
  shape,
  read: ({ facts }, { scope }) => {
    const asked = (scope ?? "organization") as Scope;
    const own = [...facts.customRoles.values()].filter((role) => role.scope === asked);
    const all: Role[] = [
      ...(facts.model.roles.get(asked)?.values() ?? []),
      ...own.map((role) => customRole(facts.model, role)),
    ];
    return {
      values: {
        scope,
        keys: all.map(({ key }) => key),
        titles: Object.fromEntries(all.map(({ key, title }) => [key, title])),
        levels: Object.fromEntries(all.flatMap(({ key, level }) => (level === undefined ? [] : [[key, level]]))),
        permissions: Object.fromEntries(all.map(({ key, permissions }) => [key, [...permissions].sort()])),
        custom: own.map(({ key }) => key),
      },
    };
  },
};
