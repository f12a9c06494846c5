import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../src/api/connect.ts";
import type { Collection } from "../../src/membership/declaration.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { issueToken } from "../../src/server/index.ts";
import { declare, organization, type Sketch } from "../_support/build.ts";
import { startTestServer, type TestServer } from "../_support/membership-server.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { httpServer } from "../_support/raw-server.ts";

const ADA = "ada@acme.example";
const ORG = "/v1/organizations/acme";
const PAGE = 2;

interface Page {
  readonly items: readonly object[];
  readonly total: number;
  readonly version: number;
  readonly cursor?: string;
}

/** A falsehood about one page of a listing; `number` counts pages of one reading from 0. */
type Lie = (page: Page, number: number, first: Page) => Page;

const LIES: Readonly<Record<string, Lie>> = {
  "repeats its first page": (page, number, first) => (number === 1 ? { ...page, items: first.items } : page),
  "repeats one entry": (page, number, first) =>
    number === 1 ? { ...page, items: [...first.items.slice(0, 1), ...page.items] } : page,
  "skips an entry": (page, number) => (number === 0 ? { ...page, items: page.items.slice(1) } : page),
  "skips a page": (page, number) => (number === 1 ? { ...page, items: [] } : page),
  "ends after its first page": ({ cursor: _, ...page }) => page,
  "is empty": ({ cursor: _, ...page }) => ({ ...page, items: [] }),
  "shrinks from page to page": (page, number) => ({ ...page, total: page.total - number }),
  "says that there are more": (page) => ({ ...page, total: page.total + 1 }),
  "says that there are fewer": (page) => ({ ...page, total: page.total - 1 }),
  "says that there are none": (page) => ({ ...page, total: 0 }),
  "goes round in circles": (page, number, first) =>
    number === 0 || first.cursor === undefined ? page : { ...page, cursor: first.cursor },
  "changes while it is read": (page, number) => ({ ...page, version: page.version + number }),
};

/** Where each listing is, and what a plan would remove of what it hides. */
const LISTINGS: readonly { readonly path: string; readonly collection: Collection; readonly removal: RegExp }[] = [
  { path: "/members", collection: "members", removal: /^remove-member$/ },
  { path: "/invitations", collection: "members", removal: /^(remove-member|cancel-invitation)$/ },
  { path: "/roles", collection: "roles", removal: /^delete-role$/ },
  { path: "/tenants", collection: "tenants", removal: /^delete-tenant$/ },
  { path: "/projects", collection: "projects", removal: /^delete-project$/ },
  { path: "/tenants/t0/members", collection: "grants", removal: /^revoke-/ },
  { path: "/projects/p0/members", collection: "grants", removal: /^revoke-/ },
];

const NUMBERS = [0, 1, 2, 3, 4];

/** Five of everything that can be listed. */
function crowd(): Sketch {
  const keyed = <Value>(prefix: string, value: (n: number) => Value) =>
    Object.fromEntries(NUMBERS.map((n) => [`${prefix}${n}`, value(n)]));
  const grants = (role: string) => (n: number) => (n === 0 ? keyed("m", () => role) : {});
  const projects = NUMBERS.map((n): [string, Record<string, string>] => [`t0/p${n}`, grants("project-viewer")(n)]);
  return {
    tier: "enterprise",
    roles: keyed("r", () => ["read"]),
    members: {
      ada: "owner",
      ...keyed("m", () => "viewer"),
      ...keyed("i", () => ({ role: "viewer", status: "invited" as const })),
    },
    tenants: keyed("t", grants("tenant-member")),
    projects: Object.fromEntries(projects),
  };
}

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  await server.seed(organization(crowd()), "standard");
  token = await issueToken(server.store, { email: ADA, at: server.clock.now });
});
afterAll(() => server.close());

/** The real API, with one listing that lies about each of its pages, however often it is read. */
async function lyingApi(path: string, lie: Lie): Promise<string> {
  let number = 0;
  let first: Page | undefined;
  return await httpServer(async (request, response) => {
    const answer = await fetch(`${server.url}${request.url}`, { headers: { authorization: `Bearer ${token}` } });
    const { pathname, searchParams } = new URL(request.url ?? "", server.url);
    let text = await answer.text();
    if (pathname === ORG + path && answer.status === 200) {
      const page = JSON.parse(text) as Page;
      number = searchParams.has("cursor") ? number + 1 : 0;
      if (number === 0 || first === undefined) first = page;
      text = JSON.stringify(lie(page, number, first));
    }
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(text);
  });
}

/** What goes with something else is declared, so that it would be removed for itself. */
function without(path: string): Sketch {
  const { members = {}, ...rest } = crowd();
  const keep = path === "/members" ? "i" : "m";
  const people = Object.entries(members).filter(([name]) => name === "ada" || name.startsWith(keep));
  if (path === "/members" || path === "/invitations")
    return { ...rest, tenants: {}, projects: {}, members: Object.fromEntries(people) };
  if (path === "/roles") return { ...rest, members, roles: {} };
  const { tenants = {}, projects = {} } = rest;
  const bare = (places: Record<string, object>) => Object.fromEntries(Object.keys(places).map((key) => [key, {}]));
  if (path === "/tenants") return { ...rest, members, tenants: {}, projects: {} };
  if (path === "/projects") return { ...rest, members, projects: {} };
  return path.startsWith("/tenants/")
    ? { ...rest, members, tenants: bare(tenants) }
    : { ...rest, members, projects: bare(projects) };
}

/** A plan that removes what a listing has, all of which is undeclared. */
async function planToRemove(path: string, url: string): Promise<Plan> {
  const clock = new PatientClock();
  const capabilities = { snapshot: false };
  const { reader, close } = connect({ url, token, organization: "acme", clock, capabilities, pageSize: PAGE });
  try {
    const [model, reading] = [await reader.readRoleModel(), await reader.read()];
    const declaration = declare(without(path));
    return makePlan({ model, declaration, reading, actor: { email: ADA }, api: url });
  } finally {
    await close();
  }
}

function removed({ changes }: Plan, removal: RegExp): string[] {
  return changes.filter(({ change }) => removal.test(change.kind)).map(({ address }) => address);
}

/** In every run of the tests some of them, which are read in all ways that there are. */
const ASKED = process.env.CHARTER_FAULTS === "whole" ? LISTINGS : LISTINGS.filter((_, index) => index % 3 === 0);

describe.each(ASKED)("the listing $path", ({ path, collection, removal }) => {
  test("tells the truth: what is not declared is removed", async () => {
    const truth = await planToRemove(path, await lyingApi(path, (page) => page));
    expect(removed(truth, removal).length).toBeGreaterThanOrEqual(NUMBERS.length);
  });

  test.each(Object.keys(LIES))("%s: nothing of it is removed, and the plan is refused for it", async (name) => {
    const plan = await planToRemove(path, await lyingApi(path, LIES[name] as Lie));
    expect(removed(plan, removal)).toEqual([]);
    const said = plan.refusals.filter(({ code }) => code === "listing-incomplete").map(({ message }) => message);
    // Where nothing was listed, nothing could have been removed.
    if (name !== "is empty") expect(said.join("; ")).toContain(`the listing of ${collection} is truncated`);
  });
});
