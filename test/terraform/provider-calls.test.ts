import { describe, expect, it } from "vitest";
import { objectOf } from "../../src/terraform/codec/cty-type.ts";
import { fromDynamicValue, toDynamicValue } from "../../src/terraform/codec/dynamic-value.ts";
import { UNKNOWN, Unknown } from "../../src/terraform/codec/unknown.ts";
import { findResource } from "../../src/terraform/provider/registry.ts";
import { typeOf } from "../../src/terraform/schema/shape.ts";
import { openCore } from "../_support/terraform-core.ts";
import { ADA, GRACE, openStage, told } from "../_support/terraform-stage.ts";

const NOWHERE = { url: "http://members.acme.example", token: "any", organization: "acme" };
const blocks = { api: null, token: null, organization: null };

/** Names that bindings of the CDK for Terraform cannot have. */
const TAKEN = /^(count|for_each|provider|lifecycle|depends_on|connection|provisioners|constructor|to_string)$/;

describe("the provider's schema", () => {
  it("describes every type and every attribute, in flat attributes under names that bindings can have", async () => {
    const { provider } = await openCore(NOWHERE);
    const schema = await provider.getProviderSchema({});
    const all = { ...schema.resourceSchemas, ...schema.dataSourceSchemas, provider: schema.provider };
    expect(Object.keys(schema.resourceSchemas ?? {})).toHaveLength(11);
    expect(Object.keys(schema.dataSourceSchemas ?? {})).toHaveLength(6);
    for (const [name, { block }] of Object.entries(all)) {
      expect([name, block.description]).toEqual([name, expect.stringMatching(/\.$/)]);
      for (const attribute of block.attributes ?? []) {
        const place = `${name}.${attribute.name}`;
        expect([place, attribute.description]).toEqual([place, expect.stringMatching(/\.$/)]);
        expect([place, attribute.nestedType]).toEqual([place, undefined]);
        expect(attribute.name).not.toMatch(TAKEN);
      }
    }
  });

  it("marks the token, and nothing else, as sensitive", async () => {
    const { provider } = await openCore(NOWHERE);
    const schema = await provider.getProviderSchema({});
    const all = [schema.provider, ...Object.values(schema.resourceSchemas ?? {})];
    const sensitive = all.flatMap(({ block }) => (block.attributes ?? []).filter((attribute) => attribute.sensitive));
    expect(sensitive.map(({ name }) => name)).toEqual(["token"]);
  });

  it("offers the same in its metadata, and an identity for every resource", async () => {
    const { provider } = await openCore(NOWHERE);
    const [schema, metadata, identities] = await Promise.all([
      provider.getProviderSchema({}),
      provider.getMetadata({}),
      provider.getResourceIdentitySchemas({}),
    ]);
    const names = Object.keys(schema.resourceSchemas ?? {});
    expect(metadata.resources?.map(({ typeName }) => typeName)).toEqual(names);
    expect(Object.keys(identities.identitySchemas ?? {})).toEqual(names);
    for (const name of names) {
      const attributes = new Set(schema.resourceSchemas?.[name]?.block.attributes?.map((one) => one.name));
      for (const one of identities.identitySchemas?.[name]?.identityAttributes ?? [])
        expect(attributes).toContain(one.name);
    }
  });
});

describe("the provider's block", () => {
  it("says what is missing, and by which variable it can be given", async () => {
    const { configured } = await openCore({ url: "", token: " ", organization: "acme" });
    expect(told(configured)).toEqual([
      "error the provider needs api at api",
      "error the provider needs token at token",
    ]);
    expect(configured[0]?.detail).toContain("CHARTER_API");
  });

  it("comes before the environment, and its faults are told without a request", async () => {
    const { configured } = await openCore({
      ...NOWHERE,
      block: { api: "ftp://members.acme.example", token: "a b", organization: "Not A Key" },
    });
    expect(told(configured)).toEqual([
      "error attribute-invalid: api at api",
      "error attribute-invalid: organization at organization",
    ]);
    const spoilt = await openCore({ ...NOWHERE, block: { ...blocks, token: "a secret\nwith a line break" } });
    expect(told(spoilt.configured)).toEqual(["error unauthenticated at token"]);
    expect(JSON.stringify(spoilt.configured)).not.toContain("a secret");
  });

  it("that is not known yet reads and judges nothing, and defers where Terraform lets it", async () => {
    const core = await openCore({ ...NOWHERE, block: { ...blocks, api: UNKNOWN } });
    expect(core.configured).toEqual([]);
    const plan = await core.plan("charter_member", { email: GRACE, role: "any" });
    expect([plan.action, plan.diagnostics]).toEqual(["create", []]);
    expect(plan.planned?.id).toBe(`members/${GRACE}`);
    const stored = { type: "charter_member", values: { ...plan.planned, status: "active" }, private: new Uint8Array() };
    expect((await core.refresh(stored))?.values).toEqual(stored.values);
    expect((await core.plan("charter_member", { email: GRACE, role: "other" }, stored)).planned?.status).toBeInstanceOf(
      Unknown,
    );
    expect(told((await core.apply(plan)).diagnostics)).toEqual(["error charter_member needs an API that is known"]);
    await expect(core.read("charter_whoami")).rejects.toThrow("needs an API that is known");
    const { shape } = findResource("charter_member");
    const deferred = await core.provider.readResource({
      typeName: "charter_member",
      currentState: toDynamicValue(stored.values, typeOf(shape)),
      private: new Uint8Array(),
      providerMeta: undefined,
      clientCapabilities: { deferralAllowed: true, writeOnlyAttributesAllowed: false },
      currentIdentity: undefined,
    });
    expect(deferred.deferred).toEqual({ reason: "provider-config-unknown" });
  });

  it("is given anew to a process that is debugged", async () => {
    const stage = await openStage();
    const core = await stage.open();
    await core.apply(await core.plan("charter_member", { email: GRACE, role: "member" }));
    await stage.change({ kind: "cancel-invitation", email: GRACE });
    const config = toDynamicValue(blocks, objectOf({ api: "string", token: "string", organization: "string" }));
    await core.provider.configureProvider({ terraformVersion: "1.11.4", config, clientCapabilities: undefined });
    expect((await core.read("charter_members")).emails).toEqual([ADA]);
  });

  it("with an API that does not answer says so at every resource", async () => {
    const stage = await openStage({ decide: () => ({ status: 404, body: "<html>", type: "text/html" }) });
    const core = await stage.open();
    const { diagnostics } = await core.plan("charter_member", { email: GRACE, role: "member" });
    expect(told(diagnostics)).toEqual(["error not-found"]);
  });
});

describe("values that a configuration gives", () => {
  it("are checked on their own, each at its attribute", async () => {
    const core = await openCore(NOWHERE);
    const faults = await Promise.all([
      core.validate("charter_member", { email: "grace", role: "Admin!", permissions: { read: "maybe" } }),
      core.validate("charter_members", { members: { [ADA]: "owner", [ADA.toUpperCase()]: "admin" } }),
      core.validate("charter_members", {
        members: { [ADA]: "owner" },
        attributes: { [GRACE]: { memberType: "external" } },
      }),
      core.validate("charter_role", { key: "triage", scope: "galaxy", permissions: [] }),
      core.validate("charter_member", { email: UNKNOWN, role: "member", permissions: { read: UNKNOWN } }),
    ]);
    expect(faults.map(told)).toEqual([
      [
        "error attribute-invalid: email at email",
        "error attribute-invalid: role at role",
        "error attribute-invalid: permissions at permissions.read",
      ],
      [`error attribute-invalid: members at members.${ADA.toUpperCase()}`],
      [`error unknown-member: members/${GRACE} at attributes.${GRACE}`],
      ["error attribute-invalid: scope at scope"],
      [],
    ]);
  });

  it("that are known only later are planned without being judged", async () => {
    const stage = await openStage();
    const core = await stage.open();
    const plan = await core.plan("charter_member", { email: UNKNOWN, role: "member" });
    expect([plan.action, plan.diagnostics]).toEqual(["create", []]);
    expect(plan.planned?.id).toBeInstanceOf(Unknown);
    const set = await core.plan("charter_members", { members: { [ADA]: UNKNOWN } });
    expect(set.diagnostics).toEqual([]);
  });
});

describe("a state that another version wrote", () => {
  const upgrade = async (version: number, state: unknown) =>
    (await openCore(NOWHERE)).provider.upgradeResourceState({
      typeName: "charter_member",
      version,
      rawState: { json: Buffer.from(JSON.stringify(state)) },
    });

  it("of this version goes back untouched", async () => {
    const answer = await upgrade(0, { email: ADA });
    expect(Buffer.from(answer.upgradedState?.json ?? []).toString()).toBe(JSON.stringify({ email: ADA }));
  });

  it("of an earlier one keeps what there still is, and has null for what is new", async () => {
    const { shape } = findResource("charter_member");
    const answer = await upgrade(-1, { email: ADA, role: "owner", colour: "green" });
    expect(fromDynamicValue(answer.upgradedState, typeOf(shape))).toEqual({
      id: null,
      email: ADA,
      role: "owner",
      attributes: null,
      permissions: null,
      status: null,
    });
  });

  it("of a later one, or of another shape, is refused with the reason", async () => {
    expect((await upgrade(7, {})).diagnostics?.[0]?.detail).toContain("has the version 7, and this provider knows 0");
    expect((await upgrade(-1, { email: ["?"] })).diagnostics?.[0]?.detail).toContain("cannot be read");
  });
});
