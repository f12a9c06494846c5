import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Organization } from "../../src/membership/organization.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { issueToken } from "../../src/server/index.ts";
import { API_OPERATIONS, tryFindOperation } from "../_support/contract/api-document.ts";
import { contractFaults, type WireAnswer } from "../_support/contract/contract-faults.ts";
import { type Draw, drawRequest, type FuzzedRequest } from "../_support/contract/fuzzed-request.ts";
import { learnt, namesIn } from "../_support/contract/known-names.ts";
import { sendBytes } from "../_support/contract/send-bytes.ts";
import { drawingFrom } from "../_support/drawing.ts";
import { arbitraryOrganization } from "../_support/founded-organization.ts";
import type { TestServer } from "../_support/membership-server.ts";
import { builtIn } from "../_support/organization-of.ts";
import { expectSound, expectWholeHistory } from "../_support/sound-organization.ts";
import { STORES } from "../_support/stores.ts";

/** Random requests by random people to random organizations, a walk of them each. */
const RUNS = { SQLite: 24, PostgreSQL: 8 };
const STEPS = 30;

const ALL = API_OPERATIONS.map(({ id }) => id);

/** After the end of an organization little is left to try; what writes, and can go wrong, comes twice. */
const ENDLESS = API_OPERATIONS.filter(({ id }) => id !== "deleteOrganization").flatMap(({ id, method }) =>
  method === "GET" ? [id] : [id, id],
);

describe.each(STORES)("on $name", (store) => {
  const numRuns = Number(process.env.CHARTER_PROPERTY_RUNS ?? RUNS[store.name]);

  let server: TestServer;
  let organizations = 0;

  beforeAll(async () => {
    server = await store.start({ allowImpersonation: true });
  });
  afterAll(() => server.close());

  test("whatever is sent is answered as the OpenAPI file says, and leaves the organization sound", {
    timeout: 60_000 + numRuns * 5_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generator) => {
        const draw = drawingFrom(generator);
        const roleModel = draw(fc.constantFrom("standard", ...builtInDocuments().map(({ key }) => key)));
        const key = `acme-${organizations++}`;
        const organization = { ...draw(arbitraryOrganization(builtIn(roleModel))), key };
        await server.seed(organization, roleModel);
        await walk(draw, organization, roleModel);
        await expectSoundEnd(key);
      }),
      { numRuns, endOnFailure: true },
    );
    expect(server.errors).toEqual([]);
  });

  async function walk(draw: Draw, organization: Organization, roleModel: string): Promise<void> {
    const people = await authorizations(organization, roleModel);
    const names = namesIn(organization, builtIn(roleModel));
    for (let step = 0; step < STEPS; step++) {
      const named = draw(fc.constantFrom(...(step < STEPS - 1 ? ENDLESS : ALL)));
      const operation = API_OPERATIONS.find(({ id }) => id === named) ?? expect.unreachable();
      const request = drawRequest(draw, operation, names, draw(fc.constantFrom(...people)));
      const answer = await sendBytes(server.url, request);
      expect({ ...described(request), faults: faultsOf(request, answer) }).toEqual({
        ...described(request),
        faults: [],
      });
      learnt(names, answer.text);
    }
  }

  /** Owners most, then anybody, an outsider, a token of nobody, and none. */
  async function authorizations(organization: Organization, roleModel: string): Promise<(string | undefined)[]> {
    const active = [...organization.members.values()].filter(({ status }) => status === "active");
    const owner = active.find(({ role }) => role === builtIn(roleModel).founding.role);
    const people = [...active.slice(0, 3).map(({ email }) => email), "outsider@acme.example"];
    const bearer = async (email: string) =>
      `Bearer ${await issueToken(server.store, { email, organization: organization.key, at: server.clock.now })}`;
    const owners = await bearer(owner?.email ?? "");
    return [...Array<string>(12).fill(owners), ...(await Promise.all(people.map(bearer))), `${owners}x`, undefined];
  }

  async function expectSoundEnd(key: string): Promise<void> {
    const somebody = await server.store.read((db) =>
      db
        .selectFrom("members")
        .innerJoin("organizations", "organizations.id", "members.organization")
        .select("email")
        .where("organizations.key", "=", key)
        .where("status", "=", "active")
        .executeTakeFirst(),
    );
    const exists = await server.store.read((db) =>
      db.selectFrom("organizations").select("id").where("key", "=", key).executeTakeFirst(),
    );
    if (exists === undefined) return;
    const token = await issueToken(server.store, { email: somebody?.email ?? "", at: server.clock.now });
    await expectSound({ url: server.url, token, organization: key });
    await expectWholeHistory(server.store, key, 2);
  }
});

function described({ operation, method, target, headers, body, mutants }: FuzzedRequest) {
  const { authorization: _secret, ...others } = headers;
  return { operation: operation.id, method, target, headers: others, body: body?.toString().slice(0, 500), mutants };
}

/** By what the path turned out to be; a path that leads nowhere is a problem as well. */
function faultsOf(request: FuzzedRequest, answer: WireAnswer): string[] {
  const [path = ""] = request.target.split("?");
  const operation = tryFindOperation(request.method, path) ?? request.operation;
  const faults = contractFaults(operation, answer);
  if (request.mutants.length === 0 && answer.status === 400 && !isOwnFault(answer)) {
    faults.push(`what fits the file is refused: ${answer.text}`);
  }
  if (request.fits === false && answer.status < 400) faults.push("what does not fit the file is done");
  return faults;
}

/** A cursor has a form that the file cannot say. */
function isOwnFault({ text }: WireAnswer): boolean {
  return text.includes("the cursor is not one that this listing gave");
}
