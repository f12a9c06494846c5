import type { Capabilities } from "../membership/capabilities.ts";

/** What the membership API can do. */
export const HTTP_CAPABILITIES: Capabilities = {
  etags: true,
  snapshot: true,
  invitations: "expiring",
  overrides: true,
  customRoles: true,
  totals: true,
  idempotency: true,
  confirmsWrites: true,
};
