import { describe, expect, test } from "vitest";
import type { Capabilities } from "../../src/membership/capabilities.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { unsupportedRefusals } from "../../src/plan/unsupported.ts";
import { address } from "../_support/build.ts";
import { ALL_CAPABILITIES } from "../_support/memory-membership.ts";

const email = address("bob");

const OVERRIDE: PlannableChange = { kind: "override-permissions", email, overrides: {} };
const INVITE: PlannableChange = { kind: "invite-member", email, role: "member", attributes: {} };
const CANCEL: PlannableChange = { kind: "cancel-invitation", email };
const RESEND: PlannableChange = { kind: "resend-invitation", email };
const ROLES: readonly PlannableChange[] = [
  { kind: "create-role", role: "own", scope: "organization", permissions: [] },
  { kind: "update-role", role: "own", title: "Own" },
  { kind: "delete-role", role: "own" },
];
const REST: readonly PlannableChange[] = [
  { kind: "change-role", email, role: "member" },
  { kind: "remove-member", email },
  { kind: "create-tenant", tenant: "eu" },
];
const ALL = [OVERRIDE, INVITE, CANCEL, RESEND, ...ROLES, ...REST];

/** Why an API without these cannot do any of these changes. */
function refused(lacking: Partial<Capabilities>, changes: readonly PlannableChange[] = ALL): string[] {
  const wanted = changes.map((change) => ({ change }));
  return unsupportedRefusals({ ...ALL_CAPABILITIES, ...lacking }, wanted).map(({ message }) => message);
}

describe("an API", () => {
  test("that can do everything is asked for everything", () => {
    expect(refused({})).toEqual([]);
  });

  test("without overrides is not asked for them", () => {
    expect(refused({ overrides: false })).toEqual(["override-permissions is not possible: this API has no overrides"]);
  });

  test("without custom roles makes, edits and deletes none", () => {
    expect(refused({ customRoles: false })).toEqual([
      "create-role is not possible: this API has no custom roles",
      "update-role is not possible: this API has no custom roles",
      "delete-role is not possible: this API has no custom roles",
    ]);
  });

  test("without invitations sends, cancels and repeats none", () => {
    expect(refused({ invitations: "none" })).toEqual([
      "invite-member is not possible: this API has no invitations",
      "cancel-invitation is not possible: this API has no invitations",
      "resend-invitation is not possible: this API has no invitations that expire",
    ]);
  });

  test("whose invitations do not expire repeats none", () => {
    const lasting = (["expiring", "none"] as const).map((invitations) => refused({ invitations }, [RESEND]).length);
    expect(lasting).toEqual([0, 1]);
  });
});

test("a refusal names the object and where the charter asks for it", () => {
  const source = { file: "charter.yaml", line: 6, column: 5 };
  const capabilities = { ...ALL_CAPABILITIES, overrides: false };
  const message = "override-permissions is not possible: this API has no overrides";
  const refusal = { code: "unsupported-by-api", address: "members/bob@acme.example", message };
  expect(unsupportedRefusals(capabilities, [{ change: OVERRIDE, source }])).toEqual([{ ...refusal, source }]);
  expect(unsupportedRefusals(capabilities, [{ change: OVERRIDE }])).toStrictEqual([refusal]);
});
