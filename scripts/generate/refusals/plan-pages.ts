import type { RefusalCode } from "../../../src/membership/refusal.ts";
import type { GuardCode } from "../../../src/plan/guard-code.ts";
import type { PlanRefusalCode } from "../../../src/plan/plan.ts";
import { staleRefusals } from "../../../src/plan/stale.ts";
import { type Planned, planOf } from "./example.ts";
import type { RefusalPage } from "./refusal-page.ts";
import { model, read } from "./sketch.ts";

type OfThePlan = Exclude<PlanRefusalCode, RefusalCode | GuardCode>;

const planned = (one: Planned) => () => planOf(one).refusals;
const STAFF = { ada: "owner", grace: "admin", linus: "member" };
const GRACE_APPROVES = { approvals: { approvers: ["grace@acme.example"], author: "linus@acme.example" } };

/** What makes a whole plan unusable, or its approvals insufficient. No option switches these off. */
export const PLAN_PAGES: Readonly<Record<OfThePlan, RefusalPage>> = {
  "approval-missing": {
    meaning:
      "A plan on named people's authority has a change that none of them may make in their own right; or somebody who is named cannot approve at all.",
    situation: "Grace, an admin, approves Linus's proposal to make himself an owner; the token is the owner's.",
    refusals: planned({
      live: { members: STAFF },
      wanted: { members: { ...STAFF, linus: "owner" } },
      request: GRACE_APPROVES,
    }),
    fix: [
      "Ask somebody to approve who may make the change themselves; the message says what the others lack.",
      "Only active members can approve, and the author's own approval does not count; see [approvals](../../approvals.md).",
    ],
  },
  "self-approval": {
    meaning: "The only approval that a change has is that of somebody whose own access it raises.",
    situation: "Grace, an admin, approves Linus's proposal to make Grace an owner.",
    refusals: planned({
      live: { members: STAFF },
      wanted: { members: { ...STAFF, grace: "owner" } },
      request: GRACE_APPROVES,
    }),
    fix: ["Ask somebody else to approve, who may make the change themselves; see [approvals](../../approvals.md)."],
  },
  "role-model-mismatch": {
    meaning:
      "The charter names one role model and the API runs another. The plan would be judged by rules that the charter was not written for.",
    situation: "A charter with `roleModel: ranked-roles` is planned against an API that runs `standard`.",
    refusals: planned({ wanted: { members: { ada: "owner" } }, declaration: { roleModel: "ranked-roles" } }),
    fix: [
      "Check `--api` and the organization.",
      "Otherwise name the API's role model under `roleModel`, and mend what `charter validate` then finds.",
    ],
  },
  "stale-plan": {
    meaning:
      "A saved plan is applied after something that it changes or counts on has changed. Unrelated changes do not matter.",
    situation: "A plan removes Linus; before it is applied, somebody else removes him.",
    refusals: () => {
      const plan = planOf({ live: { members: STAFF }, wanted: { members: { ada: "owner", grace: "admin" } } });
      const reading = read({ tier: "enterprise", members: { ada: "owner", grace: "admin" } });
      const present = { model: model("standard"), reading, actor: { email: "ada@acme.example" } };
      return staleRefusals(plan, present, { done: new Set(), begun: new Set() });
    },
    fix: ["Plan again, read the new plan, and apply that one."],
  },
  "unsupported-by-api": {
    meaning: "The plan has a change that the system behind the API cannot make.",
    situation: "A custom role is declared for a system without custom roles.",
    refusals: planned({
      wanted: { members: { ada: "owner" }, roles: { reader: ["read"] } },
      request: {
        capabilities: {
          etags: true,
          snapshot: true,
          invitations: "expiring",
          overrides: true,
          customRoles: false,
          totals: true,
          idempotency: true,
          confirmsWrites: true,
        },
      },
    }),
    fix: ["Leave it out of the charter, and say under `unmanaged` what happens to what is live."],
  },
};
