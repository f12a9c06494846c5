import { readdir, readFile } from "node:fs/promises";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

interface Example {
  readonly organization: string;
  readonly roleModel: string;
  readonly tier: string;
  readonly members: readonly { readonly email: string }[];
}

async function openExample(name: string): Promise<Workplace> {
  const text = await readFile(`examples/${name}/charter.yaml`, "utf8");
  const { organization, roleModel, tier, members } = load(text) as Example;
  const place = await openWorkplace({ organization, roleModel, tier, owner: members[0]?.email ?? "" });
  await place.write("charter.yaml", text);
  return place;
}

/** Validated, planned and applied; everybody accepts; applied again. Gives the texts of both plans. */
async function live(place: Workplace): Promise<{ first: string; second: string }> {
  const validated = await place.expectExit(0, "validate");
  expect(validated.err).toBe("");
  const { out: first } = await place.expectExit(2, "plan", "--detailed-exitcode");
  await place.expectExit(0, "apply", "--yes");
  expect((await place.acceptAll()).length).toBeGreaterThan(0);
  const { out: second } = await place.expectExit(0, "plan");
  await place.expectExit(0, "apply", "--yes");
  const { out: settled } = await place.expectExit(0, "plan", "--detailed-exitcode");
  expect(settled).toContain("No changes");
  await place.expectExit(0, "drift");
  return { first, second };
}

/** The lines of a plan that speak about something. */
function about(text: string, subject: string): string {
  return text
    .split("\n")
    .filter((line) => line.includes(subject))
    .join("\n");
}

describe("every example, from validation to an empty plan", () => {
  it("covers all there are", async () => {
    const folders = (await readdir("examples", { withFileTypes: true })).filter((entry) => entry.isDirectory());
    // These have tests of their own.
    const others = new Set(["cdktf-acme", "cdktn-acme", "kubernetes", "pipelines", "terraform"]);
    const names = folders.filter(({ name }) => !others.has(name));
    const tested = ["acme", "custom-roles", "member-types", "permission-overrides", "ranked-roles"];
    expect(names.map(({ name }) => name).sort()).toEqual([...tested, "tenants-and-projects"]);
  });

  it("acme: a little of everything, grants once people have accepted, a denial as an override", async () => {
    const { first, second } = await live(await openExample("acme"));
    expect(first).toContain("Waiting for: invitation accepted");
    expect(first).toMatch(/create project role “Release captain”: build, read, settings:manage/);
    expect(about(second, "alan@acme.example")).toMatch(/policies:create role's default → deny/);
    expect(second).toMatch(/organization: alan@acme\.example\n\s+−policies:create/);
    expect(second).toContain("↳ grants sensitive members:manage");
  });

  it("ranked-roles: one owner, who hands on by transfer and becomes an admin", async () => {
    const place = await openExample("ranked-roles");
    await live(place);
    const text = await place.read("charter.yaml");
    const handedOn = text
      .replace("owner@takumo.example, role: owner", "owner@takumo.example, role: admin")
      .replace("operations@takumo.example, role: admin", "operations@takumo.example, role: owner");
    await place.write("charter.yaml", handedOn);
    const { out } = await place.expectExit(0, "plan");
    expect(about(out, "transfer")).toMatch(/~ operations@takumo\.example .*admin → owner, by transfer of ownership/);
    expect(out).toContain("↳ owner@takumo.example becomes admin");
    await place.expectExit(0, "apply", "--yes");
    await place.expectExit(0, "drift");
    await place.write("charter.yaml", text);
    const refused = await place.expectExit(3, "apply", "--yes");
    expect(refused.out).toMatch(/✗ \S+ members\/owner@takumo\.example/);
  });

  it("tenants-and-projects: shows what seats cost, and invites somebody from outside straight into a project", async () => {
    const { first, second } = await live(await openExample("tenants-and-projects"));
    expect(first).toContain("↳ costs: buys 5 more seats, billed");
    expect(about(first, "guest@partner.example")).toMatch(/invite as member, with project-viewer of projects\/sensors/);
    expect(about(second, "north@harbor.example")).toMatch(/grant tenant-admin/);
  });

  it("custom-roles: every role is the organization's own, and the sensitive ones are flagged", async () => {
    const place = await openExample("custom-roles");
    const { first } = await live(place);
    expect(first).toMatch(/\+ bursar .*create organization role “Bursar”: license/);
    const text = await place.read("charter.yaml");
    const renamed = text
      .replace(
        "  guest:\n    title: Guest\n    permissions: []",
        "  visitor:\n    title: Visitor\n    permissions: [logs]",
      )
      .replace("visitor@forge.example, role: guest", "visitor@forge.example, role: visitor")
      .replace("roleModel: custom-roles", "roleModel: custom-roles\nunmanaged: { roles: remove }");
    await place.write("charter.yaml", renamed);
    const { out } = await place.expectExit(0, "plan", "--json");
    const { changes } = JSON.parse(out) as { changes: { kind: string; id: string; needs: string[] }[] };
    expect(changes.map(({ kind }) => kind)).toEqual(["create-role", "change-role", "delete-role"]);
    expect(changes[2]?.needs).toContain(changes[1]?.id);
    expect((await place.expectExit(0, "plan")).out).toContain("↳ contains sensitive logs");
    await place.expectExit(0, "apply", "--yes");
    await place.expectExit(0, "drift");
  });

  it("member-types: invitations carry the type, and the takt interval follows the organization's", async () => {
    const place = await openExample("member-types");
    const { first, second } = await live(place);
    expect(about(first, "contractor@devflow.example")).toMatch(
      /invite as member, memberType freelancer, taktInterval 1h/,
    );
    expect(about(second, "consultant@partner.example")).toMatch(/grant project-owner/);
    const text = await place.read("charter.yaml");
    await place.write("charter.yaml", text.replace("attributes: { memberType: external }", "attributes: {}"));
    const { err } = await place.expectExit(1, "plan");
    expect(err).toMatch(/charter\.yaml:\d+:\d+: error \[attribute-required\].*memberType/);
  });

  it("permission-overrides: overrides come after acceptance, and a change of role resets them", async () => {
    const place = await openExample("permission-overrides");
    const { first, second } = await live(place);
    expect(about(first, "developer@lantern.example")).not.toMatch(/tokens:create/);
    expect(first).toMatch(/members\/developer@lantern\.example +developer/);
    expect(about(second, "developer@lantern.example")).toMatch(/tokens:create role's default → allow/);
    const text = await place.read("charter.yaml");
    const promoted = text.replace(
      "observer@lantern.example\n    role: member",
      "observer@lantern.example\n    role: developer",
    );
    expect(promoted).not.toBe(text);
    await place.write("charter.yaml", promoted);
    const { out } = await place.expectExit(0, "plan", "--json");
    const { changes } = JSON.parse(out) as {
      changes: { id: string; kind: string; needs: string[]; effects: string[] }[];
    };
    expect(changes.map(({ kind }) => kind)).toEqual(["change-role", "override-permissions"]);
    expect(changes[0]?.effects).toContain("resets overrides logs:read");
    expect(changes[1]?.needs).toEqual([changes[0]?.id]);
    await place.expectExit(0, "apply", "--yes");
    await place.expectExit(0, "drift");
  });
});
