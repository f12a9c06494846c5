import { compileRoleModel } from "../membership/compile-role-model.ts";
import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { BUILT_IN_DOCUMENTS } from "./generated/built-in.ts";

/** The role models that come with Charter, as documents. */
export function builtInDocuments(): readonly RoleModelDocument[] {
  return BUILT_IN_DOCUMENTS;
}

/** The built-in document of that key. */
export function tryFindBuiltInDocument(key: string): RoleModelDocument | undefined {
  return BUILT_IN_DOCUMENTS.find((document) => document.key === key);
}

/** The built-in role model of that key, ready for use. */
export function tryFindBuiltIn(key: string): RoleModel | undefined {
  const document = tryFindBuiltInDocument(key);
  return document && compileRoleModel(document);
}

/** The built-in role model of that key. Throws where there is none: ask {@link tryFindBuiltIn} about what people wrote. */
export function findBuiltIn(key: string): RoleModel {
  const model = tryFindBuiltIn(key);
  if (model === undefined) throw new Error(`there is no built-in role model ${JSON.stringify(key)}`);
  return model;
}
