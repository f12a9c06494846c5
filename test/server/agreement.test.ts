import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { evolve } from "../../src/membership/evolve.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { builtInDocuments, tryFindBuiltIn } from "../../src/role-models/built-in.ts";
import { drawingFrom } from "../_support/drawing.ts";
import { arbitraryActor, arbitraryOrganization } from "../_support/founded-organization.ts";
import type { Caller, TestServer } from "../_support/membership-server.ts";
import { shapeOf, shapeOfSnapshot } from "../_support/organization-shape.ts";
import { arbitraryChange } from "../_support/proposed-change.ts";
import { sendChange } from "../_support/send-change.ts";
import { STORES } from "../_support/stores.ts";

/** The rules are the same code on every database: on the slower one a few runs show that its SQL does the same. */
const whole = process.env.CHARTER_FAULTS === "whole";
const RUNS = whole ? { SQLite: 1_700, PostgreSQL: 50 } : { SQLite: 25, PostgreSQL: 3 };
const STEPS = 8;

/** How many organizations were walked through, by how many changes, and how many of these were permitted. */
interface Tally {
  organizations: number;
  asked: number;
  permitted: number;
}

describe.each(STORES)("on $name", (store) => {
  const numRuns = Number(process.env.CHARTER_PROPERTY_RUNS ?? RUNS[store.name]);

  let server: TestServer;
  let runs = 0;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  describe.each(builtInDocuments().map(({ key }) => key))("on %s", (key) => {
    const model = tryFindBuiltIn(key) as RoleModel;
    const tally: Tally = { organizations: 0, asked: 0, permitted: 0 };

    test("the server does what the model does, and refuses what the model refuses, for the same reasons", {
      timeout: 600_000 + numRuns * 10_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (generator) => {
          const draw = drawingFrom(generator);
          const organization = { ...draw(arbitraryOrganization(model)), key: `acme-${runs++}` };
          await server.seed(organization, key);
          tally.organizations += 1;
          await walk(model, organization, draw, tally);
        }),
        { numRuns, endOnFailure: true },
      );
      expect(server.errors).toEqual([]);
      expect(tally.permitted).toBeGreaterThan(0);
      expect(tally.permitted).toBeLessThan(tally.asked);
      process.stdout.write(`${store.name}, ${key}: ${JSON.stringify(tally)}\n`);
    });
  });

  /** Several changes one after another, each compared with the model's judgement and with its next state. */
  async function walk(
    model: RoleModel,
    start: Organization,
    draw: ReturnType<typeof drawingFrom>,
    tally: Tally,
  ): Promise<void> {
    const callers = new Map<string, Caller>();
    const callerFor = async (email: string): Promise<Caller> => {
      const caller = callers.get(email) ?? (await server.as(email));
      callers.set(email, caller);
      return caller;
    };
    let organization = start;
    for (let step = 0; step < STEPS; step++) {
      const { email } = draw(arbitraryActor(model, organization));
      const change = draw(arbitraryChange(model, organization));
      if (change.kind === "accept-invitation" && !isInvited(organization, change.email)) continue;
      const expected = judge(new OrganizationDraft(model, organization), { email }, change).map(({ code }) => code);
      const answer = await sendChange(await callerFor(email), organization.key, change);
      expect({ change, refused: refusalsIn(answer) }).toEqual({ change, refused: expected });
      expect(answer.status < 300, answer.text).toBe(expected.length === 0);
      tally.asked += 1;
      if (expected.length > 0) continue;
      tally.permitted += 1;
      if (change.kind === "delete-organization") return;
      organization = evolve(model, organization, change);
      const witness = [...organization.members.values()].find(({ status }) => status === "active");
      const reader = await callerFor(witness?.email ?? "");
      const snapshot = await reader.get(`/v1/organizations/${organization.key}/snapshot`);
      expect({ change, state: shapeOfSnapshot(snapshot.text) }).toEqual({ change, state: shapeOf(organization) });
    }
  }

  function isInvited({ members }: Organization, email: string): boolean {
    const status = members.get(emailKey(email))?.status;
    return status === "invited" || status === "expired";
  }

  function refusalsIn({ body }: { readonly body: { refusals?: { code: string }[] } | undefined }): string[] {
    return (body?.refusals ?? []).map(({ code }) => code);
  }
});
