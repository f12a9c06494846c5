import type { Metrics } from "../http/metrics.ts";
import type { Handlers } from "../http/wire-request.ts";
import type { Service } from "../service.ts";
import { auditOperations } from "./audit.ts";
import { identityOperations } from "./identity.ts";
import { invitationOperations } from "./invitations.ts";
import { memberOperations } from "./members.ts";
import { operationalOperations } from "./operation.ts";
import { organizationOperations } from "./organizations.ts";
import { projectOperations } from "./projects.ts";
import { roleOperations } from "./roles.ts";
import { tenantOperations } from "./tenants.ts";
import { tokenOperations } from "./tokens.ts";

/** A handler for every operation of the OpenAPI file. */
export function allOperations(service: Service, metrics: Metrics): Handlers {
  return {
    ...identityOperations(service),
    ...organizationOperations(service),
    ...auditOperations(service),
    ...memberOperations(service),
    ...invitationOperations(service),
    ...roleOperations(service),
    ...tenantOperations(service),
    ...projectOperations(service),
    ...tokenOperations(service),
    ...operationalOperations(service),
    getMetrics: async () => ({ kind: "text", text: metrics.text() }),
  };
}
