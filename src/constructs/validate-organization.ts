import { Annotations } from "cdktf";
import { makeCharter } from "../charter/make-charter.ts";
import { validateCharter } from "../charter/validate-charter.ts";
import { type Finding, hasErrors, sortFindings } from "../diagnostics/finding.ts";
import { declaredCharter } from "./declared-charter.ts";
import { explainFinding } from "./explain-finding.ts";
import type { Organization } from "./organization.ts";
import type { RoleModelChoice } from "./role-of.ts";

/**
 * What is wrong with an organization, by the schema of charters and the rules of its role model: a line for each error,
 * with the path of the construct at fault. Warnings become annotations.
 */
export function validateOrganization(organization: Organization<RoleModelChoice>): string[] {
  const findings = hasErrors(organization.faults) ? sortFindings(organization.faults) : declaredFindings(organization);
  const warnings = findings.filter(({ severity }) => severity === "warning").map(explainFinding);
  for (const warning of warnings) {
    // A stack is validated more than once in one synthesis.
    const known = organization.node.metadata.some(({ data }) => data === warning);
    if (!known) Annotations.of(organization).addWarning(warning);
  }
  return findings.filter(({ severity }) => severity === "error").map(explainFinding);
}

function declaredFindings(organization: Organization<RoleModelChoice>): Finding[] {
  const loaded = makeCharter(declaredCharter(organization));
  return sortFindings([
    ...loaded.findings,
    ...validateCharter(loaded, organization.model, { seatsOn: organization.today }),
  ]);
}
