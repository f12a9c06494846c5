import type { Refusal } from "../../membership/refusal.ts";
import type { Diagnostic } from "../protocol/value-messages.ts";
import { type At, errorAt, warningAt } from "./diagnostic.ts";

type Refused = Pick<Refusal, "address" | "message"> & { readonly code: string };

const TAKEN =
  "Where another resource of this configuration declares it as well, keep one of the two. Else import it by this address to manage it here; a resource that was renamed needs a moved block.";

/** What to do about a refusal in Terraform's own terms. */
const HINTS: Readonly<Record<string, string>> = {
  "already-a-member": TAKEN,
  "already-invited": TAKEN,
  "already-exists": TAKEN,
  "role-not-on-tier":
    "Where this configuration changes the tier, let this resource depend on its charter_organization_settings.",
  "custom-roles-not-on-tier":
    "Where this configuration changes the tier, let this resource depend on its charter_organization_settings.",
  "unknown-role":
    "Where this configuration creates the role, refer to it (charter_role.NAME.key), so that it comes first.",
  "unknown-tenant":
    "Where this configuration creates the tenant, refer to it (charter_tenant.NAME.key), so that it comes first.",
  "unknown-project":
    "Where this configuration creates the project, refer to it (charter_project.NAME.key), so that it comes first.",
  "owner-by-transfer-only": "Ownership is handed over by the resource charter_owner.",
  "role-in-use":
    "Terraform may destroy a role before it updates its holders; create_before_destroy in the role's lifecycle turns that round.",
};

/** The same code and words as on the command line, and what they mean in a configuration. */
export function refusalError(refusal: Refused, at: At): Diagnostic {
  return errorAt(at, summaryOf(refusal), detailOf(refusal));
}

/** A refusal that other resources of the same plan may lift. */
export function refusalWarning(refusal: Refused, at: At): Diagnostic {
  const detail = `${detailOf(refusal)}\n\nThe apply is refused unless another resource of this plan changes that.`;
  return warningAt(at, summaryOf(refusal), detail);
}

function summaryOf({ code, address }: Refused): string {
  return `${code}: ${address}`;
}

function detailOf({ code, message }: Refused): string {
  const hint = HINTS[code];
  return hint === undefined ? message : `${message}.\n\n${hint}`;
}
