import type { MembershipWriter, WriteRequest, WriteResult } from "../../src/api/ports.ts";
import type { Outcome } from "../../src/apply/outcome.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { ALL_CAPABILITIES, MemoryMembership, type MemoryOptions } from "./memory-membership.ts";
import { builtIn, organizationOf } from "./organization-of.ts";

export const ADA = { email: "ada@acme.example" };

/** An organization in memory, which ada owns. */
export function acme(members: Record<string, string> = {}, options: Partial<MemoryOptions> = {}): MemoryMembership {
  const organization = organizationOf({ "ada@acme.example": "owner", ...members });
  return new MemoryMembership({ model: builtIn("standard"), organization, actor: ADA, ...options });
}

export function invite(email: string, role = "member"): PlannableChange {
  return { kind: "invite-member", email, role, attributes: {} };
}

/** A writer that answers what the test says, and notes what it was asked. */
export function scripted(answer: (request: WriteRequest) => Promise<WriteResult> | WriteResult) {
  const requests: WriteRequest[] = [];
  const writer: MembershipWriter = {
    capabilities: ALL_CAPABILITIES,
    write: async (request) => {
      requests.push(request);
      return await answer(request);
    },
  };
  return { writer, requests };
}

/** How each change ended, in the order of the plan. */
export function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ outcome }) => outcome);
}
