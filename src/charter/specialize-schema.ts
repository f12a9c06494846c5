import { amendGeneral } from "./narrowing/amend-general.ts";
import { narrowFields } from "./narrowing/narrow-fields.ts";
import { narrowMembers } from "./narrowing/narrow-members.ts";
import { narrowPlaces } from "./narrowing/narrow-places.ts";
import { narrowDeclaredRoles, narrowGivenRoles } from "./narrowing/narrow-roles.ts";
import { quietly } from "./narrowing/quiet.ts";
import { type JsonSchema, oneOf, type SchemaSubject } from "./narrowing/schema-subject.ts";

const NARROWED = "narrowed";

/**
 * The schema of charters, narrowed to one role model and, where it is known, to one organization: what an editor can
 * then offer and refuse. The general schema gets one more condition, and no longer offers what that one offers better;
 * who may do what is still for `validateCharter` and the judge.
 *
 * @param schema the general one, `schemas/charter.schema.json`
 */
export function specializeSchema(schema: JsonSchema, subject: SchemaSubject): JsonSchema {
  const { model, live } = subject;
  const whose = [model.key, ...(live === undefined ? [] : [live.key])];
  return {
    ...schema,
    $id: [schema.$id, ...whose].join(":"),
    description: `${schema.description} Narrowed to the role model ${model.key}${live === undefined ? "" : ` and the organization ${live.key}`}.`,
    allOf: [...(Array.isArray(schema.allOf) ? schema.allOf : []), { $ref: `#/$defs/${NARROWED}` }],
    $defs: { ...amendGeneral(schema.$defs as JsonSchema, subject), [NARROWED]: narrowed(subject) },
  };
}

function narrowed(subject: SchemaSubject): JsonSchema {
  const { model, live } = subject;
  return {
    description: "What the role model, and the organization, know and allow.",
    properties: quietly({
      ...(live === undefined ? {} : { organization: { const: live.key } }),
      roleModel: { const: model.key },
      tier: oneOf([...model.tiers.keys()]),
      settings: narrowFields("settings", model.settings),
      roles: narrowDeclaredRoles(subject),
      members: { items: narrowMembers(model) },
    }),
    allOf: [narrowGivenRoles(subject), ...narrowPlaces(subject)],
  };
}
