import type { RoleModel } from "../../membership/role-model.ts";
import { narrowFields, requiredFields } from "./narrow-fields.ts";
import { quietly } from "./quiet.ts";
import { type JsonSchema, when } from "./schema-subject.ts";

/** Attributes that the role model gives to members, and permissions that can be switched for one of them. */
export function narrowMembers(model: RoleModel): JsonSchema {
  const required = requiredFields(model.attributes).length > 0;
  return {
    properties: quietly({ attributes: narrowFields("attributes", model.attributes), permissions: switchable(model) }),
    ...(required ? when({ not: { required: ["absent"] } }, { required: ["attributes"] }) : {}),
  };
}

function switchable({ overridable, permissions }: RoleModel): JsonSchema {
  const described = [...overridable].map((key) => [
    key,
    { enum: ["allow", "deny"], description: permissions.get(key)?.title ?? key },
  ]);
  return { properties: Object.fromEntries(described), additionalProperties: false };
}
