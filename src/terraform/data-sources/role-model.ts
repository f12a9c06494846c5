import { isKeystone } from "../../membership/standing.ts";
import { numberMap, text, textList, textListMap } from "../schema/attribute.ts";
import type { DataSource } from "./data-source.ts";

const shape = {
  key: text({ description: "Key of the role model.", presence: "computed" }),
  title: text({ description: "Name for people.", presence: "computed" }),
  scopes: textList({ description: "Which of `organization`, `tenant` and `project` there are.", presence: "computed" }),
  roles: textListMap({ description: "Keys of the platform's own roles, by scope.", presence: "computed" }),
  permissions: textList({ description: "Keys of all permissions.", presence: "computed" }),
  sensitive_permissions: textList({
    description: "Keys of the permissions that are pointed out wherever they are given.",
    presence: "computed",
  }),
  overridable_permissions: textList({
    description: "Keys of the permissions that can be switched for one member.",
    presence: "computed",
  }),
  tiers: textList({ description: "Keys of the tiers, lowest first.", presence: "computed" }),
  member_limits: numberMap({
    description: "How many members a tier includes; a tier without a limit is missing.",
    presence: "computed",
  }),
  attributes: textListMap({
    description: "Further fields of members, with their choices where they are an enumeration.",
    presence: "computed",
  }),
  settings: textList({ description: "Settings of the organization.", presence: "computed" }),
  owner_roles: textList({
    description: "Keys of the roles that the organization must never be without.",
    presence: "computed",
  }),
};

/** The rules that the API runs. */
export const roleModel: DataSource<typeof shape> = {
  typeName: "charter_role_model",
  description: "The rules that the API runs: scopes, roles, permissions, tiers and fields.",
  shape,
  read: ({ facts }) => {
    const { model } = facts;
    const permissions = [...model.permissions.values()];
    const limits = [...model.tiers.values()].flatMap(({ key, memberLimit }): [string, number][] =>
      memberLimit === undefined ? [] : [[key, memberLimit]],
    );
    return {
      values: {
        key: model.key,
        title: model.title,
        scopes: [...model.scopes.keys()],
        roles: Object.fromEntries([...model.roles].map(([scope, roles]) => [scope, [...roles.keys()]])),
        permissions: permissions.map(({ key }) => key),
        sensitive_permissions: permissions.filter(({ sensitive }) => sensitive).map(({ key }) => key),
        overridable_permissions: [...model.overridable],
        tiers: [...model.tiers.keys()],
        member_limits: Object.fromEntries(limits),
        attributes: Object.fromEntries([...model.attributes.values()].map(({ key, values }) => [key, [...values]])),
        settings: [...model.settings.keys()],
        owner_roles: [...facts.organizationRoles()].filter((key) => {
          const role = facts.role("organization", key);
          return role !== undefined && isKeystone(facts, role);
        }),
      },
    };
  },
};
