import { compileRoleModel } from "../membership/compile-role-model.ts";
import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { roleModelFaults } from "../membership/role-model-faults.ts";
import { objectOf, textOf, WireFault } from "./wire-fields.ts";

const OBJECTS = ["scopes", "permissions", "actions", "ownership", "tiers", "invitations"];

/**
 * The rules that an API says it runs. Throws WireFault where the document is none, or rules that can't be followed.
 * Its finer shape is the server's to check: what does not even compile is reported, and nothing is planned by it.
 */
export function roleModelFromWire(value: unknown): RoleModel {
  const wire = objectOf(value, "the role model");
  const key = textOf(wire, "key");
  for (const field of OBJECTS) objectOf(wire[field], `${JSON.stringify(field)} of the role model ${key}`);
  const document = wire as unknown as RoleModelDocument;
  try {
    const [fault] = roleModelFaults(document);
    if (fault !== undefined) throw new WireFault(`the role model ${key}, ${fault.path.join(".")}: ${fault.message}`);
    return compileRoleModel(document);
  } catch (error) {
    if (error instanceof TypeError) throw new WireFault(`the role model ${key} has another shape: ${error.message}`);
    throw error;
  }
}
