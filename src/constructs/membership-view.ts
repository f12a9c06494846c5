import type { LoadedCharter } from "../charter/loaded-charter.ts";
import { resolveCharter } from "../charter/resolve-charter.ts";
import { validateCharter } from "../charter/validate-charter.ts";
import type { Declaration } from "../membership/declaration.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { explainFinding } from "./explain-finding.ts";

/** What is declared, as tests look at it. */
export interface MembershipView {
  /** What is wrong with it, a line for each error. */
  readonly errors: readonly string[];
  /** The organization as it should be; missing where there are errors. */
  readonly declaration: Declaration | undefined;
  /** The rules in force, where they are known. */
  readonly model: RoleModel | undefined;
}

export function viewOf(loaded: LoadedCharter, model: RoleModel | undefined, today: string): MembershipView {
  const findings = [...loaded.findings, ...validateCharter(loaded, model, { seatsOn: today })];
  const errors = findings.filter(({ severity }) => severity === "error").map(explainFinding);
  const declaration = errors.length > 0 ? undefined : resolveCharter(loaded, model, { today });
  return { errors, declaration, model };
}
