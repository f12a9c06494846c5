import { describe, expect, it } from "vitest";
import type { MembershipReader, MembershipWriter } from "../../src/api/ports.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { Reading } from "../../src/membership/reading.ts";
import { toBlock } from "../../src/terraform/provider/block-value.ts";
import { planObject } from "../../src/terraform/provider/plan-object.ts";
import { readResource } from "../../src/terraform/provider/rpc/read-resource.ts";
import { Run } from "../../src/terraform/provider/run.ts";
import { Session } from "../../src/terraform/provider/session.ts";
import { member } from "../../src/terraform/resources/member.ts";
import { members } from "../../src/terraform/resources/members.ts";
import { MemoryMembership, type MemoryOptions } from "../_support/memory-membership.ts";
import { builtIn, organizationOf } from "../_support/organization-of.ts";

const ADA = "ada@acme.example";
const GRACE = "grace@acme.example";
const LINUS = "linus@acme.example";
const signal = new AbortController().signal;

function memory(options: Partial<MemoryOptions> = {}): MemoryMembership {
  const organization = organizationOf({ [ADA]: "owner", [GRACE]: "member" });
  return new MemoryMembership({ model: builtIn("standard"), organization, actor: { email: ADA }, ...options });
}

/** A reader whose readings are answered when the test says so, and counted. */
function held(membership: MemoryMembership) {
  const waiting: (() => void)[] = [];
  let readings = 0;
  const reader: MembershipReader = {
    target: membership.target,
    capabilities: membership.capabilities,
    whoAmI: () => membership.whoAmI(),
    readRoleModel: () => membership.readRoleModel(),
    read: async () => {
      readings += 1;
      const reading = await membership.read();
      await new Promise<void>((resolve) => waiting.push(resolve));
      return reading;
    },
  };
  const answer = async () => {
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const resolve of waiting.splice(0)) resolve();
  };
  return { reader, answer, readings: () => readings };
}

/** A listing of members that was cut off before grace. */
function cutOff(reading: Reading): Reading {
  const { organization, completeness } = reading;
  const left = new Map([...organization.members].filter(([email]) => email !== GRACE));
  return {
    ...reading,
    organization: { ...organization, members: left },
    completeness: { ...completeness, members: { state: "truncated", reason: "the last page repeats" } },
  };
}

describe("one reading for all resources of a run", () => {
  it("is shared by everybody who asks while it is under way, and afterwards", async () => {
    const membership = memory();
    const { reader, answer, readings } = held(membership);
    const run = new Run({ reader, writer: membership, signal });
    const early = Promise.all([run.read(), run.read(), run.live(), run.planned()]);
    await answer();
    await early;
    await run.read();
    expect(readings()).toBe(1);
  });

  it("is made anew for whoever asks after a write, even where an older one is still under way", async () => {
    const membership = memory();
    const { reader, answer, readings } = held(membership);
    const run = new Run({ reader, writer: membership, signal });
    const known = run.live();
    await answer();
    await known;
    await run.write({ kind: "change-role", email: GRACE, role: "viewer" });
    const before = run.read();
    await run.write({ kind: "change-role", email: GRACE, role: "admin" });
    const after = run.read();
    await answer();
    await answer();
    expect((await before).facts.members.get(emailKey(GRACE))?.role).toBe("viewer");
    expect((await after).facts.members.get(emailKey(GRACE))?.role).toBe("admin");
    expect(readings()).toBe(3);
  });

  it("that was begun before a write was answered does not make the run forget the write", async () => {
    const membership = memory();
    const { reader, answer } = held(membership);
    const gate = Promise.withResolvers<void>();
    const sent = Promise.withResolvers<void>();
    const writer: MembershipWriter = {
      capabilities: membership.capabilities,
      write: async (request) => {
        sent.resolve();
        await gate.promise;
        return membership.write(request);
      },
    };
    const run = new Run({ reader, writer, signal });
    const known = run.live();
    await answer();
    await known;
    const own = run.write({ kind: "invite-member", email: LINUS, role: "member", attributes: {} });
    await sent.promise;
    const refreshed = run.refresh();
    gate.resolve();
    await own;
    await answer();
    expect((await refreshed).facts.member(emailKey(LINUS))?.status).toBe("invited");
  });

  it("that failed is tried again by the next who asks", async () => {
    const membership = memory();
    let failures = 1;
    const reader: MembershipReader = Object.create(membership, {
      read: { value: async () => (failures-- > 0 ? Promise.reject(new Error("down")) : membership.read()) },
      whoAmI: { value: () => membership.whoAmI() },
      readRoleModel: { value: () => membership.readRoleModel() },
    }) as MembershipReader;
    const run = new Run({ reader, writer: membership, signal });
    await expect(run.live()).rejects.toThrow("down");
    expect((await run.live()).facts.members.size).toBe(2);
  });
});

describe("a listing that cannot be trusted", () => {
  const values = {
    id: `members/${GRACE}`,
    email: GRACE,
    role: "member",
    attributes: null,
    permissions: null,
    status: "active",
  };

  it("does not make anybody gone who is missing in it", async () => {
    const membership = memory({ lies: cutOff });
    const host = { version: "0", environment: {}, log: () => undefined, signal };
    const session = new Session(host);
    const run = new Run({ reader: membership, writer: membership, signal });
    session.configuration = { kind: "ready", run, organization: "acme", close: async () => undefined };
    const currentState = toBlock(member.shape, values);
    const answer = await readResource(session, {
      typeName: "charter_member",
      currentState,
      private: new Uint8Array(),
      providerMeta: undefined,
      clientCapabilities: undefined,
      currentIdentity: undefined,
    });
    expect(answer.newState).toBe(currentState);
    expect(answer.diagnostics?.[0]).toMatchObject({
      severity: "error",
      summary: `listing-incomplete: members/${GRACE}`,
    });
    expect(answer.diagnostics?.[0]?.detail).toContain("the last page repeats");
  });

  it("lets a whole set remove nobody whom it did not manage", async () => {
    const lies = (reading: Reading): Reading => ({ ...reading, completeness: cutOff(reading).completeness });
    const membership = memory({ lies });
    const run = new Run({ reader: membership, writer: membership, signal });
    const config = { members: { [ADA]: "owner" }, attributes: null, permissions: null };
    const planned = await planObject(run, members, { prior: null, proposed: config, config });
    expect(planned.diagnostics.map(({ severity, detail }) => [severity, detail])).toEqual([
      ["warning", expect.stringContaining("Nobody is removed who is not declared")],
    ]);
    expect((await run.planned()).draft.members.size).toBe(2);
  });
});
