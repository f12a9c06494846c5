import { describe, expect, it } from "vitest";
import type { WriteRequest } from "../../src/api/ports.ts";
import { addressOf, type PlannableChange } from "../../src/membership/change.ts";
import { emailKey } from "../../src/membership/email.ts";
import { evolve } from "../../src/membership/evolve.ts";
import type { Grant, Member, Organization } from "../../src/membership/organization.ts";
import { PORTS } from "../_support/membership-ports.ts";
import { builtIn, organizationOf } from "../_support/organization-of.ts";
import { plainMaps } from "../_support/plain-maps.ts";

const ADA = "ada@acme.example";
const GRACE = "grace@acme.example";
const BOB = "bob@acme.example";
const ZOE = "zoe@acme.example";

/** An organization in which every kind of change is possible. */
function acme(): Organization {
  const base = organizationOf({
    [ADA]: "owner",
    [GRACE]: "admin",
    "linus@acme.example": "member",
    "Mia@Acme.example": "viewer",
  });
  const pending = (email: string, status: "invited" | "expired"): [ReturnType<typeof emailKey>, Member] => [
    emailKey(email),
    { email, role: "member", status, attributes: {}, overrides: {}, invitation: { id: "" } },
  ];
  const grants = (entries: Record<string, string>) =>
    new Map(Object.entries(entries).map(([email, role]) => [emailKey(email), { email, role } as Grant]));
  return {
    ...base,
    title: "Acme",
    members: new Map([...base.members, pending(BOB, "invited"), pending(ZOE, "expired")]),
    roles: new Map([
      ["auditor", { key: "auditor", scope: "organization", title: "Auditor", permissions: ["audit-log:read"] }],
      ["tester", { key: "tester", scope: "project", title: undefined, permissions: ["read"] }],
    ]),
    tenants: new Map([
      [
        "eu",
        {
          key: "eu",
          title: "Europe",
          members: grants({ [GRACE]: "tenant-admin", "linus@acme.example": "tenant-member" }),
        },
      ],
      ["us", { key: "us", title: undefined, members: grants({}) }],
    ]),
    projects: new Map([
      [
        "wearables",
        {
          key: "wearables",
          title: "Wearables",
          tenant: "eu",
          members: grants({ "linus@acme.example": "project-developer" }),
        },
      ],
      ["watches", { key: "watches", title: undefined, tenant: "us", members: grants({}) }],
    ]),
  };
}

const CHANGES: readonly PlannableChange[] = [
  { kind: "update-organization", title: "Acme Observability" },
  {
    kind: "create-role",
    role: "responder",
    scope: "organization",
    title: "Responder",
    permissions: ["read", "issues:triage"],
  },
  { kind: "create-role", role: "builder", scope: "project", permissions: ["read", "build"] },
  { kind: "update-role", role: "auditor", title: "Auditors", permissions: ["audit-log:read", "read"] },
  { kind: "delete-role", role: "tester" },
  { kind: "invite-member", email: "New@acme.example", role: "viewer", attributes: { memberType: "external" } },
  {
    kind: "invite-member",
    email: "guest@acme.example",
    role: "member",
    attributes: {},
    target: { place: { scope: "project", project: "wearables" }, role: "project-viewer" },
  },
  { kind: "cancel-invitation", email: BOB },
  { kind: "cancel-invitation", email: ZOE },
  { kind: "resend-invitation", email: ZOE },
  { kind: "change-role", email: "linus@acme.example", role: "auditor" },
  { kind: "change-role", email: GRACE, role: "owner" },
  { kind: "update-attributes", email: GRACE, attributes: { memberType: "freelancer" } },
  {
    kind: "override-permissions",
    email: "linus@acme.example",
    overrides: { "issues:triage": "deny", "audit-log:read": "allow" },
  },
  { kind: "remove-member", email: "linus@acme.example" },
  { kind: "remove-member", email: "mia@acme.example" },
  { kind: "create-tenant", tenant: "apac", title: "Asia" },
  { kind: "update-tenant", tenant: "us", title: "America" },
  { kind: "delete-tenant", tenant: "eu" },
  { kind: "grant-tenant-role", tenant: "us", email: GRACE, role: "tenant-admin" },
  { kind: "change-tenant-role", tenant: "eu", email: GRACE, role: "tenant-member" },
  { kind: "revoke-tenant-role", tenant: "eu", email: GRACE },
  { kind: "create-project", project: "rings", tenant: "us", title: "Rings" },
  { kind: "update-project", project: "watches", title: "Watches", tenant: "eu" },
  { kind: "delete-project", project: "wearables" },
  { kind: "grant-project-role", project: "watches", email: "Mia@acme.example", role: "tester" },
  { kind: "change-project-role", project: "wearables", email: "linus@acme.example", role: "project-admin" },
  { kind: "revoke-project-role", project: "wearables", email: "linus@acme.example" },
];

let keys = 0;

function request(change: PlannableChange, rest: Partial<WriteRequest> = {}): WriteRequest {
  keys += 1;
  return { change, precondition: {}, idempotencyKey: `key-${keys}`, planDigest: "sha256:00", ...rest };
}

/** The organization without what each system names in its own way: its key, versions, ids and dates of invitations. */
function plain(organization: Organization): unknown {
  const strip = (value: unknown): unknown => {
    if (value instanceof Map)
      return [...value].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, entry]) => [key, strip(entry)]);
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(
      ([key, entry]) => entry !== undefined && !["etag", "id", "expiresAt"].includes(key),
    );
    return Object.fromEntries(entries.map(([key, entry]) => [key, strip(entry)]));
  };
  return strip(plainMaps({ ...organization, key: "" }));
}

/** Finds the version of the object at an address. */
function etagAt(organization: Organization, address: string): string | undefined {
  const [collection = "", key = "", , email = ""] = address.split("/");
  if (collection === "organization") return organization.etag;
  if (collection === "members") return organization.members.get(emailKey(key))?.etag;
  if (collection === "roles") return organization.roles.get(key)?.etag;
  const place = (collection === "tenants" ? organization.tenants : organization.projects).get(key);
  return email === "" ? place?.etag : place?.members.get(emailKey(email))?.etag;
}

describe.each(PORTS)("a system behind the ports, %s", (_name, open) => {
  const openAcme = () => open({ model: "standard", organization: acme(), actor: ADA });

  it("is read as it is, and every collection is complete", async () => {
    const { reader } = await openAcme();
    const reading = await reader.read();
    expect(plain(reading.organization)).toEqual(plain(acme()));
    expect(Object.values(reading.completeness)).toEqual(Array.from({ length: 5 }, () => ({ state: "complete" })));
    expect([...reading.organization.members.keys()]).toEqual([...reading.organization.members.keys()].sort());
    expect(reading.organization.members.get(emailKey(BOB))?.invitation).toBeDefined();
  });

  it("says who the token is, under which ceiling, and which rules hold", async () => {
    const { reader } = await open({ model: "standard", organization: acme(), actor: ADA, ceiling: "admin" });
    expect(await reader.whoAmI()).toEqual({ email: ADA, role: "owner", ceiling: "admin" });
    expect((await reader.readRoleModel()).key).toBe("standard");
  });

  it.each(CHANGES.map((change) => [`${change.kind} ${addressOf(change)}`, change] as const))(
    "carries out %s exactly as the model foresees",
    async (_title, change) => {
      const { reader, writer } = await openAcme();
      const before = await reader.read();
      const result = await writer.write(request(change));
      const after = await reader.read();
      expect(result.outcome).toBe("done");
      expect(plain(after.organization)).toEqual(plain(evolve(builtIn("standard"), before.organization, change)));
      if (!writer.capabilities.etags) return;
      expect(after.version).toBeGreaterThan(before.version);
      const address = addressOf(change);
      const etag = etagAt(after.organization, address);
      if (etag !== undefined) expect(result).toEqual({ outcome: "done", etag });
      if (etag !== undefined) expect(etag).not.toBe(etagAt(before.organization, address));
    },
  );

  it("moves ownership in one step", async () => {
    const organization = organizationOf({ [ADA]: "owner", [GRACE]: "member" });
    const { reader, writer } = await open({ model: "ranked-roles", organization, actor: ADA });
    const change = { kind: "transfer-ownership", email: GRACE, formerOwnerRole: "viewer" } as const;
    expect((await writer.write(request(change))).outcome).toBe("done");
    const { members } = (await reader.read()).organization;
    expect([members.get(emailKey(GRACE))?.role, members.get(emailKey(ADA))?.role]).toEqual(["owner", "viewer"]);
  });

  it.each<[string, PlannableChange, string]>([
    ["a stranger", { kind: "remove-member", email: "nobody@acme.example" }, "unknown-member"],
    ["the last owner", { kind: "change-role", email: ADA, role: "admin" }, "last-owner"],
    ["a role in use", { kind: "delete-role", role: "auditor" }, "role-in-use"],
    [
      "somebody invited twice",
      { kind: "invite-member", email: BOB, role: "member", attributes: {} },
      "already-invited",
    ],
    ["a role that is not there", { kind: "change-role", email: GRACE, role: "emperor" }, "unknown-role"],
    ["a tenant that is not there", { kind: "delete-tenant", tenant: "moon" }, "unknown-tenant"],
    ["a second project of a name", { kind: "create-project", project: "watches", tenant: "us" }, "already-exists"],
  ])("refuses by the rules: %s", async (_what, change, code) => {
    const { reader, writer } = await openAcme();
    if (code === "role-in-use")
      await writer.write(request({ kind: "change-role", email: "mia@acme.example", role: "auditor" }));
    const before = plain((await reader.read()).organization);
    const result = await writer.write(request(change));
    expect(result).toMatchObject({ outcome: "failed", code });
    expect(result).toMatchObject({ message: expect.stringMatching(/\w+ \w+/) });
    expect(plain((await reader.read()).organization)).toEqual(before);
  });

  it("carries a repeated request out once", async () => {
    const { reader, writer } = await openAcme();
    const invite = request({ kind: "invite-member", email: "new@acme.example", role: "viewer", attributes: {} });
    const first = await writer.write(invite);
    const invitation = (await reader.read()).organization.members.get(emailKey("new@acme.example"))?.invitation;
    expect(await writer.write(invite)).toEqual(first);
    const again = (await reader.read()).organization.members.get(emailKey("new@acme.example"))?.invitation;
    expect(again).toEqual(invitation);
    const removal = request({ kind: "remove-member", email: GRACE });
    expect(await writer.write(removal)).toEqual(await writer.write(removal));
  });

  it("thinks a refused request over when it is repeated, because the reason may be gone", async () => {
    const { writer } = await openAcme();
    const grant = request({ kind: "grant-tenant-role", tenant: "apac", email: GRACE, role: "tenant-member" });
    expect(await writer.write(grant)).toMatchObject({ outcome: "failed", code: "unknown-tenant" });
    await writer.write(request({ kind: "create-tenant", tenant: "apac" }));
    expect(await writer.write(grant)).toMatchObject({ outcome: "done" });
  });

  it("cancels and resends the invitation that was seen", async () => {
    const { reader, writer } = await openAcme();
    const { members } = (await reader.read()).organization;
    for (const [kind, email] of [
      ["cancel-invitation", BOB],
      ["resend-invitation", ZOE],
    ] as const) {
      const seen = members.get(emailKey(email));
      const precondition = {
        ...(seen?.etag === undefined ? {} : { etag: seen.etag }),
        ...(seen?.invitation === undefined ? {} : { invitation: seen.invitation.id }),
      };
      expect((await writer.write(request({ kind, email }, { precondition }))).outcome).toBe("done");
    }
    const after = (await reader.read()).organization.members;
    expect([after.has(emailKey(BOB)), after.get(emailKey(ZOE))?.status]).toEqual([false, "invited"]);
  });

  it("gives a grant only where there is none, if asked so", async () => {
    const { writer } = await openAcme();
    const grant = { kind: "grant-tenant-role", tenant: "eu", email: GRACE, role: "tenant-member" } as const;
    const result = await writer.write(request(grant, { precondition: { absent: true } }));
    expect(result.outcome).toBe("failed");
    expect(["precondition-failed", "already-a-member"]).toContain(result.outcome === "failed" && result.code);
    const fresh = { ...grant, tenant: "us" };
    expect((await writer.write(request(fresh, { precondition: { absent: true } }))).outcome).toBe("done");
  });

  it("changes an object only at the version that was read, where it has versions", async () => {
    const { reader, writer } = await openAcme();
    if (!writer.capabilities.etags) return;
    const { organization } = await reader.read();
    for (const change of CHANGES.filter(({ kind }) => !/^(create|invite|grant)-/.test(kind)).slice(0, 12)) {
      const etag = etagAt(organization, addressOf(change)) ?? "";
      const stale = await writer.write(request(change, { precondition: { etag: `${etag}0` } }));
      expect([change.kind, stale.outcome === "failed" && stale.code]).toEqual([change.kind, "precondition-failed"]);
    }
    const precondition = { etag: organization.members.get(emailKey(GRACE))?.etag ?? "" };
    await writer.write(request({ kind: "change-role", email: "linus@acme.example", role: "viewer" }));
    const demotion = { kind: "change-role", email: GRACE, role: "viewer" } as const;
    expect(await writer.write(request(demotion, { precondition }))).toMatchObject({ outcome: "done" });
    expect(await writer.write(request(demotion, { precondition }))).toMatchObject({ code: "precondition-failed" });
  });
});
