import { onTestFinished } from "vitest";
import { ApiError } from "../../src/api/api-error.ts";
import { type ConnectOptions, connect } from "../../src/api/connect.ts";
import type { MembershipReader } from "../../src/api/ports.ts";
import { ndjson, type Reply } from "./api-server.ts";
import { PatientClock } from "./patient-clock.ts";

export const ORG = "/v1/organizations/acme";

/** A reader that waits for nothing, of the organization at that address. */
export function readerAt(url: string, options: Partial<ConnectOptions> = {}): MembershipReader {
  const { reader, close } = connect({ url, organization: "acme", clock: new PatientClock(), ...options });
  onTestFinished(close);
  return reader;
}

/** The typed error that a reading ends with; anything else is thrown on. */
export async function failure(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

export const COUNTS = {
  members: 2,
  invitations: 2,
  roles: 1,
  tenants: 1,
  projects: 1,
  tenantMembers: 1,
  projectMembers: 1,
};

export const LINES = [
  { type: "header", version: 42, counts: COUNTS },
  {
    type: "organization",
    organization: "acme",
    title: "Acme",
    tier: "enterprise",
    settings: { seats: 3 },
    roleModel: "standard",
    etag: "v1",
  },
  { type: "role", role: "responder", scope: "organization", title: "Responder", permissions: ["read"], etag: "v2" },
  { type: "member", email: "Ada@acme.example", role: "owner", etag: "v1" },
  {
    type: "member",
    email: "grace@acme.example",
    role: "admin",
    attributes: { memberType: "employee" },
    permissions: { "issues:triage": "deny" },
    etag: "v7",
  },
  {
    type: "invitation",
    id: "i1",
    email: "bob@acme.example",
    role: "member",
    status: "pending",
    expiresAt: "2026-12-01T00:00:00.000Z",
    etag: "v9",
    target: { scope: "project", project: "wearables", role: "project-viewer" },
  },
  {
    type: "invitation",
    id: "i2",
    email: "zoe@acme.example",
    role: "viewer",
    status: "expired",
    expiresAt: "2026-01-01T00:00:00.000Z",
    etag: "v3",
  },
  { type: "tenant", tenant: "eu", title: "Europe", etag: "v4" },
  { type: "tenant-member", tenant: "eu", email: "grace@acme.example", role: "tenant-admin", etag: "v5" },
  { type: "project", project: "wearables", tenant: "eu", etag: "v6" },
  { type: "project-member", project: "wearables", email: "ada@acme.example", role: "project-admin", etag: "v8" },
  { type: "trailer", version: 42, count: 10 },
];

/** What the lines above mean, however they were read. */
export const ACME = {
  key: "acme",
  title: "Acme",
  tier: "enterprise",
  settings: { seats: 3 },
  etag: "v1",
  roles: new Map([
    ["responder", { key: "responder", scope: "organization", title: "Responder", permissions: ["read"], etag: "v2" }],
  ]),
  members: new Map<string, unknown>([
    [
      "ada@acme.example",
      { email: "Ada@acme.example", role: "owner", status: "active", attributes: {}, overrides: {}, etag: "v1" },
    ],
    [
      "bob@acme.example",
      {
        email: "bob@acme.example",
        role: "member",
        status: "invited",
        attributes: {},
        overrides: {},
        etag: "v9",
        invitation: {
          id: "i1",
          expiresAt: "2026-12-01T00:00:00.000Z",
          target: { place: { scope: "project", project: "wearables" }, role: "project-viewer" },
        },
      },
    ],
    [
      "grace@acme.example",
      {
        email: "grace@acme.example",
        role: "admin",
        status: "active",
        attributes: { memberType: "employee" },
        overrides: { "issues:triage": "deny" },
        etag: "v7",
      },
    ],
    [
      "zoe@acme.example",
      {
        email: "zoe@acme.example",
        role: "viewer",
        status: "expired",
        attributes: {},
        overrides: {},
        etag: "v3",
        invitation: { id: "i2", expiresAt: "2026-01-01T00:00:00.000Z" },
      },
    ],
  ]),
  tenants: new Map([
    [
      "eu",
      {
        key: "eu",
        title: "Europe",
        etag: "v4",
        members: new Map([["grace@acme.example", { email: "grace@acme.example", role: "tenant-admin", etag: "v5" }]]),
      },
    ],
  ]),
  projects: new Map([
    [
      "wearables",
      {
        key: "wearables",
        title: undefined,
        tenant: "eu",
        etag: "v6",
        members: new Map([["ada@acme.example", { email: "ada@acme.example", role: "project-admin", etag: "v8" }]]),
      },
    ],
  ]),
};

export const COMPLETE = { state: "complete" };
export const ALL_COMPLETE = {
  members: COMPLETE,
  roles: COMPLETE,
  tenants: COMPLETE,
  projects: COMPLETE,
  grants: COMPLETE,
};

/** An API that has a snapshot, of these lines. */
export function snapshotOf(lines: readonly unknown[]): Record<string, Reply> {
  return { [`${ORG}/snapshot`]: ndjson(lines) };
}

/** The lines of acme with another one in the place of this one. */
export function changed(index: number, line: unknown): unknown[] {
  return LINES.map((original, at) => (at === index ? line : original));
}
