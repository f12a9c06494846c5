import { createHash } from "node:crypto";
import { addressOf, type PlannableChange } from "../../src/membership/change.ts";
import type { Expectation, Plan, PlannedChange } from "../../src/plan/plan.ts";

/** A change as a test writes it down: what, after what (by index), and what it expects. */
export interface Line {
  readonly change: PlannableChange;
  readonly needs?: readonly number[];
  readonly expects?: Expectation;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** A plan of these changes, as the planner would hand it over; ids are `c1`, `c2` … */
export function planOf(lines: readonly Line[], overrides: Partial<Plan> = {}): Plan {
  const changes = lines.map(
    ({ change, needs = [], expects = {}, after = null }, index): PlannedChange => ({
      id: `c${index + 1}`,
      address: addressOf(change),
      change,
      before: null,
      after,
      needs: needs.map((need) => `c${need + 1}`),
      expects,
      effects: [],
      privilege: "unchanged",
    }),
  );
  return {
    organization: "acme",
    roleModel: "standard",
    digest: `sha256:${createHash("sha256").update(JSON.stringify(changes)).digest("hex")}`,
    api: "memory://test",
    actor: { email: "ada@acme.example", role: "owner", level: 100 },
    approvers: [],
    base: { version: 1, reliesOn: {} },
    changes,
    waiting: [],
    refusals: [],
    unmanaged: [],
    access: [],
    allowed: [],
    summary: {},
    ...overrides,
  };
}
