import { describe, expect, it, onTestFinished } from "vitest";
import { type ConnectOptions, connect } from "../../src/api/connect.ts";
import type { MembershipWriter, Precondition, WriteRequest } from "../../src/api/ports.ts";
import type { PlannableChange } from "../../src/membership/change.ts";
import { type Asked, apiServer, type Reply } from "../_support/api-server.ts";
import { PatientClock } from "../_support/patient-clock.ts";
import { httpServer } from "../_support/raw-server.ts";

const ORG = "/v1/organizations/acme";
const GRACE = "grace+x@acme.example";
const GRACE_PATH = "grace%2Bx%40acme.example";

function writerAt(url: string, options: Partial<ConnectOptions> = {}): MembershipWriter {
  const { writer, close } = connect({ url, organization: "acme", clock: new PatientClock(), ...options });
  onTestFinished(close);
  return writer;
}

function request(change: PlannableChange, precondition: Precondition = {}): WriteRequest {
  return { change, precondition, idempotencyKey: "key-1", planDigest: "sha256:ab" };
}

/** Writes once to a server that answers every request the same. */
async function write(change: PlannableChange, reply: Reply, precondition: Precondition = {}) {
  const asked: Asked[] = [];
  const url = await httpServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = "", url: path = "", headers } = incoming;
    asked.push({
      method,
      path,
      query: new URLSearchParams(),
      headers,
      body: text === "" ? undefined : JSON.parse(text),
      before: 0,
    });
    const status = reply.status ?? 200;
    response.writeHead(status, { ...(status === 204 ? {} : { "content-type": "application/json" }), ...reply.headers });
    response.end(status === 204 ? undefined : JSON.stringify(reply.body ?? {}));
  });
  const result = await writerAt(url).write(request(change, precondition));
  return { result, asked, first: asked[0] as Asked };
}

describe("how each change goes over the wire", () => {
  const target = { place: { scope: "project", project: "wearables" }, role: "project-viewer" } as const;
  const tenantTarget = { place: { scope: "tenant", tenant: "eu" }, role: "tenant-member" } as const;
  const cases: readonly (readonly [PlannableChange, string, string, unknown?])[] = [
    [
      { kind: "update-organization", title: "A", tier: "pro", settings: { seats: null } },
      "PATCH",
      "",
      { title: "A", tier: "pro", settings: { seats: null } },
    ],
    [
      { kind: "transfer-ownership", email: GRACE, formerOwnerRole: "admin" },
      "POST",
      "/ownership-transfer",
      { to: GRACE, formerOwnerRole: "admin" },
    ],
    [
      { kind: "create-role", role: "r", scope: "project", permissions: ["x"] },
      "POST",
      "/roles",
      { role: "r", scope: "project", permissions: ["x"] },
    ],
    [{ kind: "update-role", role: "r", title: "R" }, "PATCH", "/roles/r", { title: "R" }],
    [{ kind: "delete-role", role: "r" }, "DELETE", "/roles/r"],
    [
      { kind: "invite-member", email: GRACE, role: "admin", attributes: { a: 1 } },
      "POST",
      "/invitations",
      { email: GRACE, role: "admin", attributes: { a: 1 } },
    ],
    [
      { kind: "invite-member", email: GRACE, role: "member", attributes: {}, target },
      "POST",
      "/invitations",
      { email: GRACE, role: "project-viewer", target: { scope: "project", project: "wearables" } },
    ],
    [
      { kind: "invite-member", email: GRACE, role: "member", attributes: {}, target: tenantTarget },
      "POST",
      "/invitations",
      { email: GRACE, role: "tenant-member", target: { scope: "tenant", tenant: "eu" } },
    ],
    [{ kind: "cancel-invitation", email: GRACE }, "DELETE", `/invitations/${GRACE_PATH}`],
    [{ kind: "resend-invitation", email: GRACE }, "POST", `/invitations/${GRACE_PATH}/resend`],
    [{ kind: "change-role", email: GRACE, role: "admin" }, "PATCH", `/members/${GRACE_PATH}`, { role: "admin" }],
    [
      { kind: "update-attributes", email: GRACE, attributes: { a: null } },
      "PATCH",
      `/members/${GRACE_PATH}`,
      { attributes: { a: null } },
    ],
    [
      { kind: "override-permissions", email: GRACE, overrides: { p: "deny" } },
      "PATCH",
      `/members/${GRACE_PATH}`,
      { permissions: { p: "deny" } },
    ],
    [{ kind: "remove-member", email: GRACE }, "DELETE", `/members/${GRACE_PATH}`],
    [{ kind: "create-tenant", tenant: "eu", title: "Europe" }, "POST", "/tenants", { tenant: "eu", title: "Europe" }],
    [{ kind: "update-tenant", tenant: "eu", title: "E" }, "PATCH", "/tenants/eu", { title: "E" }],
    [{ kind: "delete-tenant", tenant: "eu" }, "DELETE", "/tenants/eu"],
    [
      { kind: "grant-tenant-role", tenant: "eu", email: GRACE, role: "r" },
      "PUT",
      `/tenants/eu/members/${GRACE_PATH}`,
      { role: "r" },
    ],
    [
      { kind: "change-tenant-role", tenant: "eu", email: GRACE, role: "r" },
      "PUT",
      `/tenants/eu/members/${GRACE_PATH}`,
      { role: "r" },
    ],
    [{ kind: "revoke-tenant-role", tenant: "eu", email: GRACE }, "DELETE", `/tenants/eu/members/${GRACE_PATH}`],
    [{ kind: "create-project", project: "w", tenant: "eu" }, "POST", "/projects", { project: "w", tenant: "eu" }],
    [
      { kind: "update-project", project: "w", tenant: "us", title: "W" },
      "PATCH",
      "/projects/w",
      { tenant: "us", title: "W" },
    ],
    [{ kind: "delete-project", project: "w" }, "DELETE", "/projects/w"],
    [
      { kind: "grant-project-role", project: "w", email: GRACE, role: "r" },
      "PUT",
      `/projects/w/members/${GRACE_PATH}`,
      { role: "r" },
    ],
    [
      { kind: "change-project-role", project: "w", email: GRACE, role: "r" },
      "PUT",
      `/projects/w/members/${GRACE_PATH}`,
      { role: "r" },
    ],
    [{ kind: "revoke-project-role", project: "w", email: GRACE }, "DELETE", `/projects/w/members/${GRACE_PATH}`],
  ];

  it.each(cases.map((line) => [line[0].kind, ...line] as const))("%s", async (_kind, change, method, path, body) => {
    const { result, first } = await write(change, {
      status: method === "DELETE" ? 204 : 200,
      headers: { etag: '"v8"' },
    });
    expect(first).toMatchObject({ method, path: `${ORG}${path}` });
    expect(first.body).toEqual(body);
    expect(first.headers).toMatchObject({ "idempotency-key": "key-1", "charter-plan-digest": "sha256:ab" });
    expect(result).toEqual({ outcome: "done", etag: "v8" });
  });

  it("binds a change to the version that it expects", async () => {
    const { first } = await write({ kind: "remove-member", email: GRACE }, { status: 204 }, { etag: "v3" });
    expect(first.headers["if-match"]).toBe('"v3"');
    expect(first.headers["if-none-match"]).toBeUndefined();
  });

  it("puts a grant only where there is none, and lets the API refuse what else exists", async () => {
    const grant: PlannableChange = { kind: "grant-tenant-role", tenant: "eu", email: GRACE, role: "r" };
    expect((await write(grant, {}, { absent: true })).first.headers).toMatchObject({ "if-none-match": "*" });
    const { first } = await write({ kind: "create-tenant", tenant: "eu" }, {}, { absent: true });
    expect(first.headers["if-none-match"]).toBeUndefined();
  });

  it("means the invitation that was seen, not a later one to the same address", async () => {
    const { first } = await write({ kind: "cancel-invitation", email: GRACE }, { status: 204 }, { invitation: "i/7" });
    expect(first.path).toBe(`${ORG}/invitations/i%2F7`);
  });

  it("sends no versions and no keys to an API that has none", async () => {
    const { url, asked } = await apiServer({ [`DELETE ${ORG}/roles/r`]: { status: 204 } });
    const writer = writerAt(url, { capabilities: { etags: false, idempotency: false } });
    expect(await writer.write(request({ kind: "delete-role", role: "r" }, { etag: "v1" }))).toEqual({
      outcome: "done",
    });
    expect(asked[0]?.headers).not.toHaveProperty("if-match");
    expect(asked[0]?.headers).not.toHaveProperty("idempotency-key");
  });
});

describe("how a write ends", () => {
  const change: PlannableChange = { kind: "change-role", email: "grace@acme.example", role: "owner" };
  const address = "members/grace@acme.example";

  it("fails with the first refusal's code and every refusal's sentence", async () => {
    const refusals = [
      { code: "role-above-actor", address, message: "owner is not a role that you may assign" },
      { code: "self-promotion", address, message: "nobody raises their own role" },
    ];
    const body = { code: "role-above-actor", detail: refusals[0]?.message, refusals };
    const { result, asked } = await write(change, { status: 403, body });
    expect(result).toMatchObject({ outcome: "failed", code: "role-above-actor" });
    expect(result).toMatchObject({
      message: expect.stringMatching(/owner is not a role .*; nobody raises their own role$/),
    });
    expect(asked).toHaveLength(1);
  });

  it("names the object that has changed since the plan was made", async () => {
    const { result } = await write(change, {
      status: 412,
      body: { code: "precondition-failed", detail: "it is at v9" },
    });
    expect(result).toMatchObject({ outcome: "failed", code: "precondition-failed" });
    expect(result).toMatchObject({
      message: expect.stringContaining(`${address} has changed since the plan was made`),
    });
  });

  it("fails where what it removes is not there", async () => {
    const { result } = await write(
      { kind: "remove-member", email: GRACE },
      { status: 404, body: { code: "unknown-member", detail: "no such member" } },
    );
    expect(result).toMatchObject({ outcome: "failed", code: "unknown-member" });
  });

  it("fails where the server fails, after some tries with one key", async () => {
    const { result, asked } = await write(change, { status: 500, body: { code: "internal-error" } });
    expect(result).toMatchObject({ outcome: "failed", code: "server-error" });
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  it("is unknown where no answer ever came back", async () => {
    const url = await httpServer((incoming) => incoming.socket.resetAndDestroy());
    expect(await writerAt(url).write(request(change))).toMatchObject({ outcome: "unknown", code: "connection-broken" });
    const gateway = await httpServer((_incoming, response) => response.writeHead(504).end());
    expect(await writerAt(gateway).write(request(change))).toMatchObject({ outcome: "unknown", code: "server-error" });
  });

  it("is unknown where something else than the API says that all is well", async () => {
    const url = await httpServer((_incoming, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in");
    });
    expect(await writerAt(url).write(request(change))).toMatchObject({ outcome: "unknown", code: "invalid-answer" });
  });

  it("is done where the second try finds removed what the first one removed, without keys", async () => {
    const gone = (
      incoming: { socket: { resetAndDestroy(): void } },
      response: { writeHead(status: number): { end(): void } },
      number: number,
    ) => {
      if (number === 1) incoming.socket.resetAndDestroy();
      else response.writeHead(404).end();
    };
    const options = { capabilities: { idempotency: false } };
    const removal = request({ kind: "remove-member", email: GRACE });
    expect(await writerAt(await httpServer(gone), options).write(removal)).toEqual({ outcome: "done" });
    const grant = request({ kind: "grant-tenant-role", tenant: "eu", email: GRACE, role: "r" });
    expect(await writerAt(await httpServer(gone), options).write(grant)).toMatchObject({ outcome: "unknown" });
  });
});
