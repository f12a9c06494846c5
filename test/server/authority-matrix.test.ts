import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toWire } from "../../src/api/to-wire.ts";
import type { Change, PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import type { Actor } from "../../src/membership/standing.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { issueToken } from "../../src/server/index.ts";
import { sendBytes, type WireRequest } from "../_support/contract/send-bytes.ts";
import { crowdedOrganization } from "../_support/crowded-organization.ts";
import { everyChange } from "../_support/every-change.ts";
import { mapAtOnce } from "../_support/map-at-once.ts";
import type { TestServer } from "../_support/membership-server.ts";
import { builtIn } from "../_support/organization-of.ts";
import { expectWholeHistory } from "../_support/sound-organization.ts";
import { STORES } from "../_support/stores.ts";

const whole = process.env.CHARTER_PROPERTY_RUNS !== undefined;

/** The judge is the same code on every database, tier and under a ceiling: there, one of so many is asked for. */
const ONE_OF = { SQLite: 1, PostgreSQL: whole ? 1 : 31 };
const ONE_UNDER_CEILING_OF = whole ? 1 : 11;
const ONE_ON_LOWER_TIERS_OF = whole ? 1 : 13;
const AT_ONCE = 32;

interface Asked {
  readonly actor: Actor;
  readonly change: Change;
  readonly refused: readonly string[];
}

describe.each(STORES)("on $name", (store) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await store.start();
  });
  afterAll(() => server.close());

  test.each(builtInDocuments().flatMap(({ key, tiers }) => Object.keys(tiers).map((tier) => ({ key, tier }))))(
    "$key on the tier $tier: every actor is told of every change what the judge says of it",
    async ({ key: roleModel, tier }) => {
      const model = builtIn(roleModel);
      const organization = { ...crowdedOrganization(model, tier), key: `${roleModel}-${tier}` };
      await server.seed(organization, roleModel);
      const isHighest = tier === [...model.tiers.keys()].at(-1);
      const share = isHighest ? ONE_OF[store.name] : Math.max(ONE_OF[store.name], ONE_ON_LOWER_TIERS_OF);
      const questions = questionsTo(model, organization);
      expect(new Set(questions.map(({ refused }) => refused.length === 0)).size, "some permitted, not all").toBe(2);
      const asked = oneOf(share, questions);
      const tokens = await tokensOf(organization);
      const answered = await mapAtOnce(AT_ONCE, asked, async ({ actor, change }): Promise<Asked> => {
        const token = tokens.get(JSON.stringify(actor)) ?? "";
        return { actor, change, refused: await refusalsOf(organization.key, token, change) };
      });
      expect(answered.filter((one, index) => String(one.refused) !== String(asked[index]?.refused))).toEqual([]);
      await expectWholeHistory(server.store, organization.key, 2);
      expect(server.errors).toEqual([]);
    },
  );

  /** Every change by every actor, and what the judge says of it. */
  function questionsTo(model: RoleModel, organization: Organization): Asked[] {
    const draft = new OrganizationDraft(model, organization);
    const changes = [...everyChange(model, organization)];
    return actorsIn(organization).flatMap((actor) =>
      oneOf(actor.ceiling === undefined ? 1 : ONE_UNDER_CEILING_OF, changes).map((change) => ({
        actor,
        change,
        refused: judge(draft, actor, change).map(({ code }) => code),
      })),
    );
  }

  /** Everybody active and, for the owner, a token under every role as its ceiling. */
  function actorsIn({ members }: Organization): Actor[] {
    const active = [...members.values()].filter(({ status }) => status === "active");
    const [owner] = active;
    const roles = new Set(active.map(({ role }) => role));
    return [
      ...active.map(({ email }) => ({ email })),
      ...[...roles].map((ceiling) => ({ email: owner?.email ?? "", ceiling })),
    ];
  }

  async function tokensOf(organization: Organization): Promise<Map<string, string>> {
    const tokens = new Map<string, string>();
    for (const actor of actorsIn(organization)) {
      const issue = { ...actor, organization: organization.key, at: server.clock.now };
      tokens.set(JSON.stringify(actor), await issueToken(server.store, issue));
    }
    return tokens;
  }

  /** Under a precondition that holds for nothing, what is permitted fails by it alone: 412, and nothing is written. */
  async function refusalsOf(organization: string, token: string, change: Change): Promise<string[]> {
    const request = requestOf(organization, token, change);
    const answer = await sendBytes(server.url, request);
    const { status, code, refusals = [] } = JSON.parse(answer.text) as Problem;
    if (refusals.length === 0) expect([status, code]).toEqual([412, "precondition-failed"]);
    return refusals.map((refusal) => refusal.code);
  }
});

function oneOf<Item>(many: number, items: readonly Item[]): Item[] {
  return items.filter((_item, index) => index % many === 0);
}

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly refusals?: readonly { readonly code: string }[];
}

function requestOf(organization: string, token: string, change: Change): WireRequest {
  const { method, path, body } =
    change.kind === "delete-organization"
      ? { method: "DELETE", path: "", body: undefined }
      : toWire(change as PlannableChange, {});
  const grants = change.kind === "grant-tenant-role" || change.kind === "grant-project-role";
  return {
    method,
    target: `/v1/organizations/${organization}${path}`,
    headers: {
      authorization: `Bearer ${token}`,
      "if-match": '"v0"',
      ...(grants ? { "if-none-match": "*" } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  };
}
