// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as Terraform writes them
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import type { LoadedCharter } from "../../src/charter/loaded-charter.ts";
import { validateCharter } from "../../src/charter/validate-charter.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

const PROVIDER = { charter: [{ organization: "acme" }] };
const ADA = { email: "ada@acme.example", role: "owner" };

/** A charter read from a synthesized stack, as an app leaves it. */
async function read(resource: Blocks, more: object = {}): Promise<LoadedCharter> {
  return await readStacks({ members: { provider: PROVIDER, resource, ...more } });
}

async function readStacks(stacks: Readonly<Record<string, object>>, path = "."): Promise<LoadedCharter> {
  const cwd = await temporaryFolder();
  const manifest: Record<string, object> = {};
  for (const [name, stack] of Object.entries(stacks)) {
    const folder = join("stacks", name);
    await mkdir(join(cwd, folder), { recursive: true });
    await writeFile(join(cwd, folder, "cdk.tf.json"), JSON.stringify(stack, null, 2));
    manifest[name] = { name, synthesizedStackPath: `${folder}/cdk.tf.json` };
  }
  await writeFile(join(cwd, "manifest.json"), JSON.stringify({ stacks: manifest, version: "0.21.0" }));
  return loadCharter([path], { cwd });
}

/** What is wrong, as `line code: message`. */
function faults(loaded: LoadedCharter): string[] {
  const findings = [...loaded.findings, ...validateCharter(loaded, undefined)];
  return findings.map(({ code, message, source }) => `${source?.line} ${code}: ${message}`);
}

describe("a synthesized stack as a charter", () => {
  it("declares what its resources declare, references between them resolved", async () => {
    const { document, findings, sources } = await read({
      charter_organization_settings: { this: { title: "Acme", tier: "pro" } },
      charter_role: { r: { key: "responder", title: "Responder", permissions: ["issues:triage"] } },
      charter_member: {
        ada: ADA,
        grace: { email: "grace@acme.example", role: "${charter_role.r.key}", permissions: { "logs:read": "deny" } },
      },
      charter_tenant: { eu: { key: "eu", title: "Costs $${EUR}" } },
      charter_project: { w: { key: "${charter_tenant.eu.key}-wearables", tenant: "${charter_tenant.eu.key}" } },
      charter_project_member: {
        g: { project: "${charter_project.w.key}", email: "${charter_member.grace.email}", role: "project-developer" },
      },
    });
    expect(findings).toEqual([]);
    expect([...sources.keys()]).toEqual(["stacks/members/cdk.tf.json"]);
    expect(document).toEqual({
      charter: "v1",
      organization: "acme",
      title: "Acme",
      tier: "pro",
      roles: { responder: { title: "Responder", permissions: ["issues:triage"] } },
      members: [ADA, { email: "grace@acme.example", role: "responder", permissions: { "logs:read": "deny" } }],
      tenants: { eu: { title: "Costs ${EUR}" } },
      projects: {
        "eu-wearables": {
          tenant: "eu",
          members: [{ email: "grace@acme.example", role: "project-developer" }],
        },
      },
    });
  });

  it("removes who is not declared where it has whole sets, and not where it has not", async () => {
    const single = await read({ charter_member: { ada: ADA } });
    expect(single.document?.unmanaged).toBeUndefined();
    const sets = await read({
      charter_members: {
        all: { members: { [ADA.email]: "owner" }, attributes: { [ADA.email]: { memberType: "external" } } },
      },
      charter_tenant: { eu: { key: "eu" } },
      charter_tenant_members: { eu: { tenant: "eu", members: { [ADA.email]: "tenant-admin" } } },
    });
    expect(sets.document).toMatchObject({
      unmanaged: { members: "remove", grants: "remove" },
      members: [{ ...ADA, attributes: { memberType: "external" } }],
      tenants: { eu: { members: [{ email: ADA.email, role: "tenant-admin" }] } },
    });
    const mixed = await read({
      charter_tenant: { eu: { key: "eu" }, us: { key: "us" } },
      charter_tenant_members: { eu: { tenant: "eu", members: {} } },
    });
    expect(faults(mixed)).toEqual([expect.stringMatching(/mixed-forms: "tenants\/us" has no whole set/)]);
  });

  it("has the rules that constructs write down beside it: numbers are numbers, the owner has the role of owners", async () => {
    const carried = { "//": { charter: { acme: { roleModel: "ranked-roles", guards: { promotions: 2 } } } } };
    const owner = await read({ charter_owner: { this: { email: ADA.email } } }, carried);
    expect(owner.document).toMatchObject({ roleModel: "ranked-roles", guards: { promotions: 2 }, members: [ADA] });
    const seats = await read(
      { charter_organization_settings: { this: { settings: { seats: "5" } } } },
      { "//": { charter: { acme: { roleModel: "tenants-and-projects" } } } },
    );
    expect(seats.document?.settings).toEqual({ seats: 5 });
  });

  it.each([
    ["the function lower in lower", { email: '${lower("ADA@acme.example")}' }],
    ["the data source data.charter_whoami.me.email", { email: "${data.charter_whoami.me.email}" }],
    ["the variable var.email", { email: "${var.email}" }],
    ["the local value local.email", { email: "${local.email}" }],
    ["the module's value module.people.ada", { email: "${module.people.ada}" }],
    ["the expression random_pet.name.id", { email: "${random_pet.name.id}@acme.example" }],
    ["charter_member.ada.status, which the API fills in", { role: "${charter_member.ada.status}" }],
    ["charter_role.gone.key, which is not in this stack", { role: "${charter_role.gone.key}" }],
    ["the circle of charter_member.ada.role", { role: "${charter_member.ada.role}" }],
    ["the directive %{ if true }", { role: "%{ if true }owner%{ endif }" }],
    ["the function tomap in tomap", { attributes: "${tomap({})}" }],
    ["count of charter_member.ada", { count: 2 }],
    ["for_each of charter_member.ada", { for_each: ["a"] }],
    ["provisioner of charter_member.ada", { provisioner: [{ "local-exec": { command: "true" } }] }],
    ["lifecycle.ignore_changes", { lifecycle: { ignore_changes: ["role"] } }],
  ])("names what only Terraform can evaluate: %s", async (what, fields) => {
    const loaded = await read({ charter_member: { ada: { ...ADA, ...fields } } });
    expect(faults(loaded)[0]).toMatch(/^\d+ needs-terraform: only Terraform can evaluate /);
    expect(faults(loaded)[0]).toContain(what);
  });

  it("takes what is about the way and not the end: lifecycle, depends_on, imports, outputs, other providers", async () => {
    const loaded = await read(
      {
        charter_member: { ada: { ...ADA, depends_on: ["random_pet.name"], lifecycle: { prevent_destroy: true } } },
        random_pet: { name: { count: 2 } },
      },
      { import: [{ id: "members/ada@acme.example", to: "charter_member.ada" }], output: { x: { value: 1 } } },
    );
    expect(faults(loaded)).toEqual([]);
    expect(loaded.document?.members).toEqual([ADA]);
  });

  it("points at the line of the stack that is wrong", async () => {
    const loaded = await read(
      { charter_member: { ada: ADA }, charter_members: { all: { members: { "x@acme.example": "membr" } } } },
      { "//": { charter: { acme: { roleModel: "standard" } } } },
    );
    const [fault] = [...loaded.findings, ...validateCharter(loaded, undefined)];
    const text = loaded.sources.get("stacks/members/cdk.tf.json")?.split("\n")[(fault?.source?.line ?? 0) - 1];
    expect([fault?.code, text?.trim()]).toEqual(["unknown-role", '"x@acme.example": "membr"']);
  });

  it("of an app with several stacks is the one with memberships", async () => {
    const members = { provider: PROVIDER, resource: { charter_member: { ada: ADA } } };
    const network = { resource: { random_pet: { name: {} } } };
    expect((await readStacks({ members, network })).document?.members).toEqual([ADA]);
    expect((await readStacks({ members, network }, "stacks/members")).document?.members).toEqual([ADA]);
    expect((await readStacks({ members }, "stacks/members/cdk.tf.json")).document?.members).toEqual([ADA]);
    expect(faults(await readStacks({ network }))).toEqual([expect.stringContaining("no-membership")]);
  });

  it("whose organization comes from the environment asks for it", async () => {
    const loaded = await read({ charter_member: { ada: ADA } }, { provider: { charter: [{}] } });
    expect(faults(loaded)).toEqual([expect.stringContaining('missing-field: the field "organization" is missing')]);
  });

  it("is one charter with a file beside it that has what Terraform has no words for", async () => {
    const cwd = await temporaryFolder();
    await writeFile(
      join(cwd, "cdk.tf.json"),
      JSON.stringify({ provider: PROVIDER, resource: { charter_member: { ada: ADA } } }),
    );
    await writeFile(join(cwd, "guards.yaml"), "guards: { promotions: 1 }\nroleModel: standard\n");
    const loaded = loadCharter([".", "guards.yaml"], { cwd });
    expect(faults(loaded)).toEqual([]);
    expect(loaded.document).toMatchObject({ members: [ADA], guards: { promotions: 1 } });
  });
});

const EVE = { email: "eve@beta.example", role: "owner", provider: "charter.beta" };
const TWO = {
  provider: { charter: [{ organization: "acme" }, { alias: "beta", organization: "beta" }] },
  resource: { charter_member: { ada: ADA, eve: EVE } },
  "//": { charter: { acme: { roleModel: "standard" }, beta: { roleModel: "ranked-roles" } } },
};

describe("a synthesized stack with several organizations", () => {
  it("is a charter for each of them, named by STACK#ORGANIZATION", async () => {
    const acme = await readStacks({ two: TWO }, "stacks/two#acme");
    expect(faults(acme)).toEqual([]);
    expect(acme.document).toEqual({ charter: "v1", organization: "acme", roleModel: "standard", members: [ADA] });
    const beta = await readStacks({ two: TWO }, ".#beta");
    expect(beta.document).toMatchObject({ organization: "beta", roleModel: "ranked-roles" });
    expect(beta.document?.members).toEqual([{ email: EVE.email, role: "owner" }]);
    expect([...beta.sources.keys()]).toEqual(["stacks/two/cdk.tf.json"]);
  });

  it("says which there are and how one is named, where no one is named", async () => {
    expect(faults(await readStacks({ two: TWO }))).toEqual([
      expect.stringMatching(/^\d+ several-organizations: .*: acme, beta; .* as in stacks\/two\/cdk\.tf\.json#acme$/),
    ]);
    const one = (organization: string) => ({
      provider: { charter: [{ organization }] },
      resource: { charter_member: { ada: ADA } },
    });
    const apart = { eu: one("acme-eu"), us: one("acme-us") };
    expect(faults(await readStacks(apart))).toEqual([
      expect.stringMatching(/several-organizations: .*: acme-eu, acme-us; name one of them, as in \.#acme-eu$/),
    ]);
    const us = await readStacks(apart, ".#acme-us");
    expect([...us.sources.keys()]).toEqual(["stacks/us/cdk.tf.json"]);
    expect(us.document?.organization).toBe("acme-us");
    expect(faults(await readStacks({ two: TWO }, ".#gamma"))).toEqual([
      expect.stringMatching(/unknown-organization: the stack has no organization "gamma"; it has acme, beta/),
    ]);
  });

  it("reads only what the one that is named has: a fault of the other is the other's", async () => {
    const resource = { charter_member: { ada: ADA, eve: { ...EVE, count: 2 } } };
    expect(faults(await readStacks({ two: { ...TWO, resource } }, ".#acme"))).toEqual([]);
    expect(faults(await readStacks({ two: { ...TWO, resource } }, ".#beta"))[0]).toContain(
      "count of charter_member.eve",
    );
  });

  it.each([
    ["unknown-provider", { resource: { charter_member: { ada: ADA, eve: { ...EVE, provider: "charter.gone" } } } }],
    ["unknown-provider", { resource: { charter_member: { ada: ADA, eve: { ...EVE, provider: "other.beta" } } } }],
    ["organization-not-given", { provider: { charter: [{ organization: "acme" }, { alias: "beta" }] } }],
    [
      "needs-terraform",
      { provider: { charter: [{ organization: "acme" }, { alias: "beta", organization: "${var.b}" }] } },
    ],
  ])("points at what does not tell whose it is: %s", async (code, part) => {
    const loaded = await readStacks({ two: { ...TWO, ...part } });
    expect(faults(loaded)).toEqual([expect.stringContaining(` ${code}: `)]);
    const line = loaded.findings[0]?.source?.line ?? 0;
    expect(line).toBeGreaterThan(1);
  });
});
