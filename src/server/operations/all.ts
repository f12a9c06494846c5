import type { Metrics } from "../http/metrics.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { auditOperations } from "./audit.ts";
import { healthOperations } from "./health.ts";
import { identityOperations } from "./identity.ts";
import { invitationOperations } from "./invitations.ts";
import { memberOperations } from "./members.ts";
import { organizationOperations } from "./organizations.ts";
import { projectOperations } from "./projects.ts";
import { roleOperations } from "./roles.ts";
import { tenantOperations } from "./tenants.ts";
import { tokenOperations } from "./tokens.ts";

/** Every operation of the OpenAPI file. */
export function allOperations(means: Means, metrics: Metrics): Operations {
  const exposition = async () => ({ kind: "exposition" as const, text: metrics.text() });
  return {
    ...identityOperations(means),
    ...organizationOperations(means),
    ...auditOperations(means),
    ...memberOperations(means),
    ...invitationOperations(means),
    ...roleOperations(means),
    ...tenantOperations(means),
    ...projectOperations(means),
    ...tokenOperations(means),
    ...healthOperations(means),
    getMetrics: exposition,
    getMetricsV1: exposition,
  };
}
