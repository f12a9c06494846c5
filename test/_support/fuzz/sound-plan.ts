import assert from "node:assert/strict";
import type { Declaration } from "../../../src/membership/declaration.ts";
import { emailKey } from "../../../src/membership/email.ts";
import type { Organization } from "../../../src/membership/organization.ts";
import type { Reading } from "../../../src/membership/reading.ts";
import type { RoleModel } from "../../../src/membership/role-model.ts";
import { validatePlan } from "../../../src/plan/generated/validate-plan.js";
import { makePlan } from "../../../src/plan/make-plan.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { digestOf, encodePlan } from "../../../src/plan/plan-document.ts";
import { planMarkdown } from "../../../src/render/plan-markdown.ts";
import { planText } from "../../../src/render/plan-text.ts";

const ROOT = "root@acme.example";
const COMPLETE = { state: "complete" } as const;

/** Asserts that a plan can be made of what was declared, against nobody but an owner. */
export function assertSoundPlan(declaration: Declaration, model: RoleModel): void {
  const organization = ownedBy(model, declaration.organization.tier);
  const completeness = { members: COMPLETE, roles: COMPLETE, tenants: COMPLETE, projects: COMPLETE, grants: COMPLETE };
  assertSealed(makePlan({ model, declaration, reading: { organization, version: 1, completeness }, ...BY_ROOT }));
}

/** Asserts that a plan can be made which keeps what was read and removes it all, each as far as rules allow. */
export function assertReadable(reading: Reading, model: RoleModel): Plan {
  const { organization } = reading;
  const declaration: Declaration = {
    organization: { ...organization, members: new Map(), tenants: new Map(), projects: new Map(), roles: new Map() },
    roleModel: undefined,
    unmanaged: { members: "remove", roles: "remove", tenants: "remove", projects: "remove", grants: "remove" },
    absent: new Map(),
    absentGrants: new Set(),
    guards: { removals: 100, promotions: 5, owners: { min: 1, max: 4 }, required: [], approvals: undefined },
    identities: { github: {}, gitlab: {} },
  };
  const plan = makePlan({ model, declaration, reading, ...BY_ROOT });
  assertSealed(plan);
  return plan;
}

const BY_ROOT = { actor: { email: ROOT }, api: "https://members.example" };

/** Asserts that the plan is of its own schema, has its own digest, and can be shown. */
function assertSealed(plan: Plan): void {
  const document: unknown = JSON.parse(JSON.stringify(encodePlan(plan)));
  assert.equal(validatePlan(document), true, JSON.stringify(validatePlan.errors?.[0]));
  assert.equal(digestOf(document as Parameters<typeof digestOf>[0]), plan.digest);
  planText(plan, { color: false });
  planMarkdown(plan);
}

function ownedBy(model: RoleModel, tier: string | undefined): Organization {
  const role = model.founding.role;
  const root = { email: ROOT, role, status: "active", attributes: {}, overrides: {} } as const;
  const roles = model.founding.roles.map((own) => [own.key, { ...own, scope: "organization" as const }] as const);
  return {
    key: "acme",
    title: undefined,
    tier: tier ?? [...model.tiers.keys()].at(-1),
    settings: {},
    roles: new Map(roles),
    members: new Map([[emailKey(ROOT), root]]),
    tenants: new Map(),
    projects: new Map(),
  };
}
