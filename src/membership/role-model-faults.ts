import { fieldFault } from "./field.ts";
import type { RoleModelDocument } from "./generated/role-model-document.ts";
import { customRoleFaults, foundingFaults, ownershipFaults, roleFaults } from "./role-faults.ts";
import { inKey, missingScope, type RoleModelFault, unknownAt, unknownEntries } from "./role-model-fault.ts";

/** Everything in a document of valid form that names what is not there or contradicts itself. */
export function roleModelFaults(document: RoleModelDocument): RoleModelFault[] {
  return [
    ...permissionFaults(document),
    ...actionFaults(document),
    ...roleFaults(document),
    ...ownershipFaults(document),
    ...customRoleFaults(document),
    ...overrideFaults(document),
    ...fieldFaults(document, "attributes"),
    ...fieldFaults(document, "settings"),
    ...tierFaults(document),
    ...invitationFaults(document),
    ...foundingFaults(document),
  ];
}

function* permissionFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [key, { scopes = [] }] of Object.entries(document.permissions)) {
    for (const [index, scope] of scopes.entries())
      yield* missingScope(["permissions", key, "scopes", index], scope, document);
  }
}

function* actionFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  const { actions, permissions, settings } = document;
  for (const [action, rule] of Object.entries(actions)) {
    const path = ["actions", action];
    yield* inKey(missingScope(path, action.split(".")[0] ?? "", document));
    if (typeof rule === "string") {
      yield* unknownAt(path, "permission", rule, permissions);
      continue;
    }
    yield* unknownAt([...path, "permission"], "permission", rule.permission, permissions);
    if (rule.scope !== undefined) yield* missingScope([...path, "scope"], rule.scope, document);
    for (const [field, permission] of Object.entries(rule.fields ?? {})) {
      const known = action === "organization.update" ? { title: true, tier: true, ...settings } : {};
      yield* inKey(unknownAt([...path, "fields", field], "field", field, known));
      yield* unknownAt([...path, "fields", field], "permission", permission, permissions);
    }
  }
}

function* overrideFaults({ overrides, permissions }: RoleModelDocument): Iterable<RoleModelFault> {
  yield* unknownEntries("permission", { path: ["overrides"], keys: overrides ?? [] }, permissions);
}

function* fieldFaults(document: RoleModelDocument, collection: "attributes" | "settings"): Iterable<RoleModelFault> {
  for (const [key, field] of Object.entries(document[collection] ?? {})) {
    const path = [collection, key];
    if (field.type === "enum" && field.values === undefined) {
      yield { path, message: "an enum needs its values", inKey: true };
      continue;
    }
    const fault =
      field.default === undefined
        ? undefined
        : fieldFault({ type: field.type, values: field.values ?? [] }, field.default);
    if (fault !== undefined)
      yield { path: [...path, "default"], message: `the default is ${JSON.stringify(field.default)}, but ${fault}` };
    if (field.defaultFrom !== undefined)
      yield* unknownAt([...path, "defaultFrom"], "setting", field.defaultFrom, document.settings ?? {});
  }
}

function* tierFaults({ tiers, settings }: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [key, { extraSeats }] of Object.entries(tiers)) {
    if (extraSeats === undefined || settings?.[extraSeats]?.type === "integer") continue;
    const message = `${JSON.stringify(extraSeats)} must be an integer setting of this role model`;
    yield { path: ["tiers", key, "extraSeats"], message };
  }
}

function* invitationFaults(document: RoleModelDocument): Iterable<RoleModelFault> {
  for (const [scope, role] of Object.entries(document.invitations.direct ?? {})) {
    const path = ["invitations", "direct", scope];
    yield* inKey(missingScope(path, scope, document));
    yield* unknownAt(path, "organization role", role, document.roles?.organization ?? {});
  }
}
