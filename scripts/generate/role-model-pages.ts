import { existsSync } from "node:fs";
import type { RoleModelDocument } from "../../src/membership/generated/role-model-document.ts";
import { SCOPES } from "../../src/membership/scope.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { row, table } from "./reference/type-words.ts";

const BANNER = "<!-- Made by `npm run generate`; edits are lost. -->";

/** A page for each built-in role model, and one that lists them. */
export function roleModelPages(): GeneratedFile[] {
  const models = builtInDocuments();
  return [page("index", index(models)), ...models.map((model) => page(model.key, pageOf(model)))];
}

function page(name: string, sections: readonly string[]): GeneratedFile {
  return { path: fromRoot(`docs/reference/role-models/${name}.md`), text: `${[BANNER, ...sections].join("\n\n")}\n` };
}

function index(models: readonly RoleModelDocument[]): string[] {
  const rows = models.map((model) =>
    row(`[\`${model.key}\`](${model.key}.md)`, model.source, Object.keys(model.scopes).join(", ")),
  );
  return [
    "# Role models",
    `Every platform has rules of its own: which roles exist, who may hand them on, what must never be missing, what a seat
is. Charter keeps them as data and has one engine for all. These come with it; \`charter role-model show KEY\` prints one.`,
    table(["key", "the document that it follows", "scopes"], rows),
    "One's own is a file of [the same format](../role-model.md): [Write a role model](../../how-to/own-role-model.md).",
  ];
}

function pageOf(model: RoleModelDocument): string[] {
  const example = `examples/${model.key === "standard" ? "acme" : model.key}/charter.yaml`;
  return [
    `# ${model.key}`,
    `${model.source}.`,
    `The file: [${model.key}.yaml](../../../src/role-models/${model.key}.yaml), where comments mark what its document leaves open.${
      existsSync(fromRoot(example)) ? ` A charter under these rules: [${example}](../../../${example}).` : ""
    }`,
    ...rolesOf(model),
    "## Permissions",
    table(["permission", "what it is", "scopes", "sensitive"], permissionRows(model)),
    "## What an action requires",
    "An action that is not listed is not possible.",
    table(["action", "permission", "looked for at"], actionRows(model)),
    "## Ownership, custom roles, overrides",
    ownership(model),
    ...fields("Attributes of members", model.attributes),
    ...fields("Settings of the organization", model.settings),
    "## Tiers",
    table(["tier", "members", "extra seats", "features"], tierRows(model)),
    "## Invitations",
    invitations(model),
  ];
}

function rolesOf({ roles = {} }: RoleModelDocument): string[] {
  return SCOPES.flatMap((scope) => {
    const rows = Object.entries(roles[scope] ?? {}).map(([key, role]) =>
      row(
        code(key),
        String(role.level),
        role.tiers === undefined ? "all" : codes(role.tiers),
        granted(role.permissions),
        reach(role.assigns),
        reach(role.manages),
      ),
    );
    const heads = ["role", "level", "tiers", "permissions", "assigns", "manages"];
    return rows.length === 0 ? [] : [`## Roles at the ${scope}`, table(heads, rows)];
  });
}

type Roles = NonNullable<RoleModelDocument["roles"]>;
type Role = NonNullable<Roles["organization"]>[string];

function granted(permissions: Role["permissions"]): string {
  if (permissions === "all") return "all";
  return Array.isArray(permissions) ? codes(permissions) : `all but ${codes(permissions["all-except"])}`;
}

function reach(rule: Role["assigns"] = "at-or-below"): string {
  return Array.isArray(rule) ? codes(rule) : String(rule);
}

function permissionRows({ permissions }: RoleModelDocument): string[] {
  return Object.entries(permissions).map(([key, { title, description = "", scopes = ["organization"], sensitive }]) =>
    row(
      code(key),
      [title, description].filter((text) => text !== "").join(". "),
      scopes.join(", "),
      sensitive ? "yes" : "",
    ),
  );
}

function actionRows({ actions }: RoleModelDocument): string[] {
  return Object.entries(actions).map(([action, requirement]) => {
    if (typeof requirement === "string") return row(code(action), code(requirement), "its own scope, or above");
    const others = Object.entries(requirement.fields ?? {}).map(
      ([field, permission]) => `${code(permission)} for ${code(field)}`,
    );
    const scope = requirement.scope === undefined ? "its own scope, or above" : `${requirement.scope}, or above`;
    return row(code(action), [code(requirement.permission), ...others].join("; "), scope);
  });
}

function ownership({
  ownership: { keystone, count, handover, formerOwnerRole },
  customRoles,
  overrides = [],
}: RoleModelDocument): string {
  const stone =
    "role" in keystone ? `an active ${code(keystone.role)}` : `an active holder of ${code(keystone.permission)}`;
  const former =
    formerOwnerRole === undefined ? "" : ` The former one becomes ${code(formerOwnerRole)} where nothing else is said.`;
  const moves =
    handover === "transfer"
      ? `Ownership moves by a transfer that the present owner makes.${former}`
      : "It is given like any other role.";
  return [
    `- Never without ${stone}: ${count === "exactly-one" ? "exactly one" : "at least one"}. ${moves}`,
    customRoles === undefined
      ? "- No custom roles."
      : `- Custom roles at ${customRoles.scopes.join(", ")}, on ${customRoles.tiers === undefined ? "every tier" : codes(customRoles.tiers)}.`,
    overrides.length === 0
      ? "- No permission is switched for a single member."
      : `- Switched for a single member: ${codes(overrides)}. A change of role resets them.`,
  ].join("\n");
}

function fields(title: string, declared: RoleModelDocument["attributes"] = {}): string[] {
  const rows = Object.entries(declared).map(([key, field]) => {
    const preset = field.defaultFrom === undefined ? field.default : `setting ${field.defaultFrom}`;
    return row(
      code(key),
      field.values === undefined ? field.type : codes(field.values),
      field.required === true ? "yes" : "",
      preset === undefined ? "" : code(String(preset)),
      field.billed === true ? `${field.title}; raising it costs money` : field.title,
    );
  });
  return rows.length === 0 ? [] : [`## ${title}`, table(["field", "value", "required", "default", ""], rows)];
}

function tierRows({ tiers }: RoleModelDocument): string[] {
  return Object.entries(tiers).map(([key, { memberLimit, extraSeats, features = [] }]) =>
    row(
      code(key),
      memberLimit === null ? "no limit" : String(memberLimit),
      extraSeats === undefined ? "" : `by ${code(extraSeats)}`,
      features.join(", "),
    ),
  );
}

function invitations({ invitations: rules }: RoleModelDocument): string {
  const direct = Object.entries(rules.direct ?? {});
  return [
    `- They expire after ${rules.lifetimeDays} days.`,
    `- A pending one ${rules.pendingTakesSeat === false ? "takes no seat" : "takes a seat"}.`,
    `- Roles in tenants and projects are for ${rules.grantsRequireMembership === false ? "anybody" : "active members of the organization"}.`,
    ...direct.map(([scope, role]) => `- Somebody outside can be invited to a ${scope}, and joins as ${code(role)}.`),
  ].join("\n");
}

function codes(values: readonly string[]): string {
  return values.map(code).join(", ");
}

function code(value: string): string {
  return `\`${value}\``;
}
