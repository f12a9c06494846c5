import { copyFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";
import { acceptInvitationsAs } from "../src/api/accept-invitations.ts";
import { ApiError } from "../src/api/api-error.ts";
import { type ConnectOptions, connect } from "../src/api/connect.ts";
import { Journal } from "../src/apply/journal.ts";
import { parseJournal } from "../src/apply/journal-format.ts";
import { loadCharter } from "../src/charter/load-charter.ts";
import { tryReadPlanFile } from "../src/cli/plan-file.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { OrganizationDraft } from "../src/membership/draft.ts";
import { toDynamicValue } from "../src/terraform/codec/dynamic-value.ts";
import { UNKNOWN } from "../src/terraform/codec/unknown.ts";
import type { Diagnostic } from "../src/terraform/protocol/value-messages.ts";
import { fromKnown } from "../src/terraform/provider/block-value.ts";
import { decodePrivate } from "../src/terraform/provider/private-state.ts";
import { findDataSource, findResource } from "../src/terraform/provider/registry.ts";
import { role } from "../src/terraform/resources/role.ts";
import { typeOf } from "../src/terraform/schema/shape.ts";
import { type Asked, apiServer, ndjson, type Reply } from "./_support/api-server.ts";
import { model, organization } from "./_support/build.ts";
import { askPlugin, pluginInProcess } from "./_support/fuzz/plugin-in-process.ts";
import { CODEC, methodNamed } from "./_support/fuzz/sample-requests.ts";
import { PatientClock } from "./_support/patient-clock.ts";
import { temporaryFolder } from "./_support/temporary-folder.ts";

const FIXTURES = fileURLToPath(new URL("_fixtures/fuzz/", import.meta.url));
const ORG = "/v1/organizations/acme";

describe("a saved plan", () => {
  test.each([
    [
      "plan-that-nests-without-end.json",
      /^plan-that-.*\.json:3:\d+: this is no valid plan: it is nested more than 100/,
    ],
    [
      "plan-with-two-changes-of-one-id.json",
      /^plan-with-.*\.json:\d+:13: this is no valid plan: two changes have the id c1/,
    ],
    ["plan-of-a-format-that-is-no-text.json", /^plan-of-.*\.json:2:13: this is a plan of the format \{"toString":1/],
  ])("%s is an error with its place", async (file, words) => {
    await expect(tryReadPlanFile({ cwd: FIXTURES } as Terminal, [file])).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(words),
    });
  });
});

describe("what a charter says of itself", () => {
  test.each([
    ["charter-with-an-anchor-of-ten-thousand-letters.yaml", "syntax-error 3:10"],
    ["charter-with-half-a-character.json", "syntax-error 4:26"],
    ["stack-with-a-control-character-in-a-name.tf.json", "needs-terraform 11:24"],
    ["stack-with-a-tenant-of-seven-thousand-letters.tf.json", "mixed-forms 14:7"],
  ])("%s is told in part, and without what a terminal would obey", (file, place) => {
    const [finding] = loadCharter([file], { cwd: FIXTURES }).findings;
    expect(`${finding?.code} ${finding?.source?.line}:${finding?.source?.column}`).toBe(place);
    expect(finding?.message.length).toBeLessThan(400);
    expect(finding?.message).not.toMatch(/\p{Cc}/u);
  });
});

describe("a journal whose last line has bytes that are no UTF-8", () => {
  const fixture = join(FIXTURES, "journal-with-bytes-that-are-no-utf8.jsonl");

  test("is read up to that line", async () => {
    const bytes = await readFile(fixture);
    const { entries, length } = parseJournal("run.jsonl", bytes);
    expect([...entries.keys()]).toEqual(["c1"]);
    expect(length).toBe(bytes.lastIndexOf("\n", -2) + 1);
  });

  test("loses that line and gains no bytes where a run goes on with it", async () => {
    const directory = await temporaryFolder();
    const digest = `sha256:${"ab".repeat(32)}`;
    const file = join(directory, `${"ab".repeat(32)}.jsonl`);
    await copyFile(fixture, file);
    const about = { organization: "acme", api: "https://members.example", started: "2026-11-22T10:00:00.000Z" };
    const journal = await Journal.open({ directory, digest, ...about });
    await journal.sent("c2", undefined);
    await journal.close();
    const bytes = await readFile(file);
    expect((await stat(file)).size).toBe(parseJournal(file, bytes).length);
    expect([...parseJournal(file, bytes).entries.keys()]).toEqual(["c1", "c2"]);
  });
});

describe("an API", () => {
  test("whose listing has no end is read to what it says that it has, and is not trusted", async () => {
    const endless = ({ before }: Asked): Reply => ({
      body: { items: [tenant(before)], total: 3, version: 1, cursor: `after-${before}` },
    });
    const empty: Reply = { body: { items: [], total: 0, version: 1 } };
    const { url, asked } = await apiServer({
      [ORG]: { body: { organization: "acme", etag: "v1", version: 1 } },
      ...Object.fromEntries(["members", "invitations", "roles", "projects"].map((name) => [`${ORG}/${name}`, empty])),
      [`${ORG}/tenants`]: endless,
      ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${ORG}/tenants/t${n}/members`, empty])),
    });
    const { completeness } = await readerAt(url, { capabilities: { snapshot: false } }).read();
    expect(completeness.tenants).toMatchObject({
      state: "truncated",
      reason: expect.stringContaining("has 3 entries"),
    });
    expect(asked.filter(({ path }) => path === `${ORG}/tenants`)).toHaveLength(16);
  });

  test("whose snapshot goes on far beyond what it announced is an error", async () => {
    const counts = {
      members: 1,
      invitations: 0,
      roles: 0,
      tenants: 0,
      projects: 0,
      tenantMembers: 0,
      projectMembers: 0,
    };
    const members = Array.from({ length: 5_000 }, (_, n) => ({ type: "tenant", ...tenant(n) }));
    const { url } = await apiServer({
      [`${ORG}/snapshot`]: ndjson([{ type: "header", version: 1, counts }, ...members]),
    });
    const error = await failure(readerAt(url).read());
    expect(error).toMatchObject({ code: "invalid-answer", message: expect.stringContaining("line 1003: it goes on") });
  });

  test("whose invitation is named by half a character is an error", async () => {
    const invitation = { id: "\ud800", organization: "acme" };
    const { url } = await apiServer({ "/v1/me/invitations": { body: { items: [invitation], total: 1, version: 1 } } });
    const error = await failure(acceptInvitationsAs({ url, token: "chr_x" }, "ada@acme.example"));
    expect(error).toMatchObject({ code: "invalid-answer", message: expect.stringContaining('"id" is "\\ud800"') });
  });

  test("whose role model nests without end is an error, and not a stack without end", async () => {
    const body = await readFile(join(FIXTURES, "role-model-answer-that-nests-without-end.json"), "utf8");
    const { url } = await apiServer({ [`${ORG}/role-model`]: { body } });
    const error = await failure(readerAt(url).readRoleModel());
    expect(error.message).toContain('"key" is {"a":{"a":{"a":{"a":"…"}}}}, not a text');
  });

  test("that says more than anybody reads is quoted in part", async () => {
    const refused: Reply = { status: 409, body: { code: "c".repeat(5_000), detail: "no ".repeat(50_000) } };
    const { url } = await apiServer({ [`${ORG}/role-model`]: refused });
    const { code, message } = await failure(readerAt(url).readRoleModel());
    expect(code).toHaveLength(100);
    expect(message).toHaveLength(2_000);
    expect(message).toMatch(/^could not read the role model of acme: no no .*…$/);
  });
});

describe("the provider", () => {
  const email = "ada@acme.example";
  const member = { email, role: "owner" };

  test.each<[string, object, object | undefined]>([
    ["an attribute of another type", { role: 5 }, { steps: [{ attributeName: "role" }] }],
    [
      "an entry of another type",
      { permissions: { read: ["deny"] } },
      { steps: [{ attributeName: "permissions" }, { elementKeyString: "read" }] },
    ],
    ["an attribute that there is not", { rol: "owner" }, undefined],
  ])("says which attribute cannot be read: %s", async (_fault, other, attribute) => {
    const config = { msgpack: encode({ ...member, ...other }) };
    const [diagnostic] = await told("ValidateResourceConfig", { typeName: "charter_member", config });
    expect(diagnostic).toMatchObject({ summary: "The provider charter cannot read what it was sent." });
    expect(diagnostic?.attribute).toEqual(attribute);
  });

  test.each<[string, string, object, RegExp]>([
    ["a type that it does not have", "ReadResource", { typeName: "charter_robot" }, /there is no "charter_robot"/],
    ["bytes that are no msgpack", "ValidateResourceConfig", { config: { msgpack: Buffer.of(0xc1) } }, /no msgpack/],
    [
      "lists in lists without end",
      "ValidateResourceConfig",
      { config: { json: Buffer.from(`${"[".repeat(20_000)}${"]".repeat(20_000)}`) } },
      /nested more than 200 levels/,
    ],
  ])("refuses %s in a sentence, and calls it no fault of its own", async (_fault, method, request, words) => {
    const [diagnostic] = await told(method, { typeName: "charter_member", ...request });
    expect(diagnostic).toMatchObject({ severity: "error", detail: expect.stringMatching(words) });
    expect(diagnostic?.summary).toBe("The provider charter cannot read what it was sent.");
  });

  test("refuses a state in which something is unknown, at that attribute", async () => {
    const { shape } = findResource("charter_member");
    const blank = Object.fromEntries(Object.keys(shape).map((name) => [name, null]));
    const priorState = toDynamicValue({ ...blank, ...member, email: UNKNOWN }, typeOf(shape));
    const [diagnostic] = await told("PlanResourceChange", { typeName: "charter_member", priorState });
    expect(diagnostic?.attribute).toEqual({ steps: [{ attributeName: "email" }] });
  });

  test("reads no data source by what is unknown", async () => {
    const { shape } = findDataSource("charter_access");
    const blank = Object.fromEntries(Object.keys(shape).map((name) => [name, null]));
    const config = toDynamicValue({ ...blank, email: UNKNOWN }, typeOf(shape));
    expect(() => fromKnown(shape, config)).toThrow(expect.objectContaining({ steps: ["email"] }));
  });

  test("knows of nobody who holds a role at a scope that there is not", () => {
    const facts = new OrganizationDraft(model("custom-roles"), organization({ members: { ada: "owner" } }));
    const values = { id: "roles/r", key: "r", scope: "galaxy", title: null, permissions: [] };
    expect(role.isHeld?.({ facts } as Parameters<NonNullable<typeof role.isHeld>>[0], values)).toBe(false);
  });

  test.each(['{"before":[{"kind":"change-role","email":5}]}', '{"before":[null]}', '{"before":[{"kind":"toString"}]}'])(
    "takes nothing from beside a state that it never writes there: %s",
    (text) => {
      expect(decodePrivate(Buffer.from(text))).toEqual({ before: [] });
    },
  );
});

async function told(method: string, request: object): Promise<readonly Diagnostic[]> {
  const { request: name } = methodNamed(method);
  const call = { method: methodNamed(method), bytes: CODEC.encode(name, request) };
  const [answer] = await askPlugin(pluginInProcess(), call);
  return (answer?.diagnostics ?? []) as readonly Diagnostic[];
}

function tenant(number: number) {
  return { tenant: `t${number}`, etag: "v1" };
}

function readerAt(url: string, options: Partial<ConnectOptions> = {}) {
  return connect({ url, organization: "acme", token: "chr_x", clock: new PatientClock(), ...options }).reader;
}

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}
