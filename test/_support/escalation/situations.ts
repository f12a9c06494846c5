import type { Role, RoleModel } from "../../../src/membership/role-model.ts";
import type { Scope } from "../../../src/membership/scope.ts";
import { model } from "../build.ts";
import type { Situation } from "./worlds.ts";

/** How much of the reachable is searched: for every run of the tests, or all of it. */
export type Extent = "bounded" | "whole";

/** Where Eve can stand at the start, on one platform. Owners are left out who hold all there is to gain. */
export function situationsOn(on: string, extent: Extent): Situation[] {
  const rules = model(on);
  return [
    ...builtInRoles(rules),
    ...denials(rules, extent),
    ...ceilings(rules, extent),
    ...customRoles(rules, extent),
    ...placeRoles(rules, extent),
    ...(extent === "whole" ? everywhere(rules) : []),
  ];
}

function rolesAt(rules: RoleModel, scope: Scope): Role[] {
  return [...(rules.roles.get(scope)?.values() ?? [])];
}

function belowOwner(rules: RoleModel): Role[] {
  return rolesAt(rules, "organization").filter(({ key }) => key !== "owner");
}

function builtInRoles(rules: RoleModel): Situation[] {
  const tiers = [...rules.tiers.keys()];
  return belowOwner(rules).map(({ key }) => ({ on: rules.key, role: key, bare: true, words: { tiers } }));
}

/** Somebody to whom one permission is denied, an owner too. */
function denials(rules: RoleModel, extent: Extent): Situation[] {
  const switched = [...rules.overridable].slice(0, extent === "whole" ? undefined : 1);
  return switched.flatMap((permission) =>
    rolesAt(rules, "organization")
      .filter(({ permissions }) => permissions.has(permission))
      .map(({ key }) => ({
        on: rules.key,
        role: key,
        overrides: { [permission]: "deny" as const },
        bare: true,
        words: { overrides: [permission] },
      })),
  );
}

/** A token that was found, of each role that hands anything on, under each other role and under single permissions. */
function ceilings(rules: RoleModel, extent: Extent): Situation[] {
  const [holder, ...others] = extent === "whole" ? strongRoles(rules) : strongRoles(rules).slice(0, 2);
  const custom = rules.customRoles === undefined ? [] : powers(rules).map((permission) => [permission]);
  const under = [...belowOwner(rules).map(({ key }) => key), ...custom];
  return [holder, ...others]
    .filter((role) => role !== undefined)
    .flatMap((role) => under.map((ceiling) => ({ on: rules.key, role, ceiling, bare: true, words: {} })));
}

function strongRoles(rules: RoleModel): string[] {
  return rolesAt(rules, "organization")
    .filter(({ permissions }) => powers(rules).some((permission) => permissions.has(permission)))
    .map(({ key }) => key);
}

/** Permissions with which somebody changes what others have. */
function powers(rules: RoleModel): string[] {
  const giving = [
    "ownership.transfer",
    "member.invite",
    "member.assign-role",
    "member.override-permissions",
    "role.update",
  ];
  const required = [...rules.actions].filter(([action]) => giving.includes(action)).map(([, rule]) => rule.permission);
  return [...new Set(required)].filter((permission) => rules.permissions.get(permission)?.scopes.has("organization"));
}

/** Somebody with a role of the organization's own, who can make others and edit them. */
function customRoles(rules: RoleModel, extent: Extent): Situation[] {
  if (rules.customRoles === undefined) return [];
  const all = powers(rules);
  const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other]));
  const held = [...all.map((one) => [one]), ...pairs, ...(extent === "whole" ? [all] : [])];
  const foreign = [...rules.permissions.values()].filter(
    ({ key, scopes }) => scopes.has("organization") && !all.includes(key),
  );
  const wanted = foreign.slice(0, extent === "whole" ? 2 : 1).map(({ key }) => key);
  return held.map((role) => ({
    on: rules.key,
    role,
    bare: true,
    words: {
      roles: rolesAt(rules, "organization")
        .map(({ key }) => key)
        .filter((key) => extent === "whole" || key !== "viewer"),
      definitions: [role, wanted, []].map((permissions) => ({ scope: "organization" as const, permissions })),
    },
  }));
}

/** Somebody whose power is in a tenant or a project, with the role of the organization that is lowest, or moves projects. */
function placeRoles(rules: RoleModel, extent: Extent): Situation[] {
  const lowest = belowOwner(rules).at(-1)?.key;
  const projects = ["watch"];
  const words = { roles: lowest === undefined ? [] : [lowest], projects };
  const own = lowest === undefined ? [] : [lowest];
  const movers = rules.customRoles === undefined || !rules.scopes.has("tenant") ? [] : moverRoles(extent);
  const tenants = rules.scopes.has("tenant") ? rolesAt(rules, "tenant") : [];
  return [...own, ...movers].flatMap((role): Situation[] => [
    ...tenants.flatMap(({ key }) =>
      ["eu", "us"].map((tenant) => ({ on: rules.key, role, tenants: { [tenant]: key }, words })),
    ),
    ...rolesAt(rules, "project").map(({ key }) => ({ on: rules.key, role, projects: { watch: key }, words })),
  ]);
}

const MEMBER = ["api-keys:create", "policies:create", "issues:triage", "read"];

function moverRoles(extent: Extent): string[][] {
  const few = [
    ["projects:manage", "settings:manage"],
    ["projects:manage", ...MEMBER],
  ];
  return extent === "whole"
    ? [...few, ["projects:manage", "settings:manage", "members:manage"], ["settings:manage"]]
    : few;
}

/** The strongest below the owner, with every place to act upon; and project roles of the organization's own. */
function everywhere(rules: RoleModel): Situation[] {
  const [strongest] = belowOwner(rules);
  const admins = strongest === undefined ? [] : [strongest.key];
  const situations: Situation[] = admins.map((role) => ({
    on: rules.key,
    role,
    words: { roles: admins, projects: ["watch"] },
  }));
  if (rules.customRoles?.scopes.has("project") !== true) return situations;
  const open = rules.scopes.get("project")?.open === true;
  const permissions = open ? ["deploy"] : ["members:manage"];
  const definitions = [permissions, [...permissions, open ? "logs" : "build"], []].map((one) => ({
    scope: "project" as const,
    permissions: one,
  }));
  const makers = open
    ? [["addRole"], ["addRole", "inviteUser"]]
    : [["roles:manage"], ["roles:manage", "members:manage"]];
  return [...situations, ...makers.map((role) => ({ on: rules.key, role, words: { roles: [], definitions } }))];
}
