import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../src/membership/scope.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { model } from "../_support/build.ts";
import { command } from "../_support/command.ts";
import { type LanguageServer, startLanguageServer } from "../_support/language-server.ts";
import { openWorkplace } from "../_support/workplace.ts";

const MODELS = builtInDocuments().map(({ key }) => key);
const HEAD = "charter: v1\norganization: acme\n";
const MEMBER = `${HEAD}members:\n  - email: eve@acme.example\n    `;

let editor: LanguageServer;

/** The real YAML language server, beside whose files are the published schema and one for each role model. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "charter-editor-"));
  editor = await startLanguageServer(folder);
  await print("charter");
  for (const key of MODELS) await print(key, "--role-model", key);
});

afterAll(async () => {
  await editor.stop();
  await rm(editor.folder, { recursive: true, force: true });
});

/** Prints a schema to a file that charters can name. */
async function print(name: string, ...argv: string[]): Promise<void> {
  const { code, out, err } = await command(["schema", ...argv], { cwd: editor.folder });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  await writeFile(join(editor.folder, `${name}.schema.json`), out);
}

function under(schema: string, text: string): string {
  return `# yaml-language-server: $schema=../${schema}.schema.json\n${text}`;
}

async function offered(schema: string, text: string): Promise<string[]> {
  return (await editor.complete(under(schema, text))).map(({ label }) => label);
}

describe("an editor with the published schema", () => {
  it("offers each section once, with what it is for", async () => {
    const offers = await editor.complete(under("charter", `${HEAD}▮`));
    const labels = offers.map(({ label }) => label);
    expect(labels).toEqual([...new Set(labels)]);
    for (const section of ["roleModel", "members", "tenants", "projects", "roles", "groups", "guards", "identities"])
      expect(labels).toContain(section);
    expect(labels).not.toContain("organization");
    expect(offers.filter(({ documentation }) => documentation === "")).toEqual([]);
  });

  it("offers the fields of a member, of a grant, of a project and of the guards", async () => {
    expect(await offered("charter", `${MEMBER}▮`)).toEqual(
      expect.arrayContaining(["role", "attributes", "permissions", "until", "reason", "absent"]),
    );
    expect(await offered("charter", `${HEAD}tenants:\n  eu:\n    members:\n      - ▮`)).toEqual(
      expect.arrayContaining(["email", "group", "role", "until", "reason"]),
    );
    const project = await offered("charter", `${HEAD}projects:\n  wearables:\n    ▮`);
    expect(project.toSorted()).toEqual(["members", "tenant", "title"]);
    const guards = await offered("charter", `${HEAD}guards:\n  ▮`);
    expect(guards.toSorted()).toEqual(["approvals", "owners", "promotions", "removals", "required"]);
  });

  it("offers the choices of a field, and the role models", async () => {
    expect(await offered("charter", `${HEAD}unmanaged:\n  members: ▮`)).toEqual(["report", "remove", "ignore"]);
    expect(await offered("charter", `${HEAD}guards:\n  approvals: ▮`)).toEqual(["required"]);
    const models = await offered("charter", `${HEAD}roleModel: ▮`);
    expect(models.toSorted()).toEqual(MODELS.toSorted());
  });

  it.each([
    ["charter: v1\norgani▮zation: acme\n", "Key of the organization that the charter declares"],
    [`${HEAD}mem▮bers: []\n`, "The people of the organization"],
    [`${MEMBER}unt▮il: 2031-12-31\n`, "The last day (UTC) on which this is wanted"],
    [`${HEAD}members:\n  - ema▮il: eve@acme.example\n`, "The person's e-mail address"],
    [`${HEAD}guards:\n  remo▮vals: 25%\n`, "Share of members, pending invitations and grants"],
    [`${HEAD}tenants:\n  eu:\n    members:\n      - gro▮up: all\n`, "everybody in it gets the role"],
  ])("says what is under the pointer in %j", async (text, words) => {
    expect(await editor.hover(under("charter", text))).toContain(words);
  });

  it("underlines an unknown field, a missing one, and a choice that there is not", async () => {
    const check = (text: string) => editor.check(under("charter", text));
    const [unknown, missing, choice, both] = await Promise.all([
      check(`${MEMBER}rolle: member\n    role: member\n`),
      check(`${HEAD}members:\n  - email: eve@acme.example\n`),
      check(`${HEAD}unmanaged: { members: delete }\n`),
      check(`${MEMBER}role: member\n    absent: true\n`),
    ]);
    expect(unknown).toEqual([{ text: "rolle", message: expect.stringContaining("rolle") }]);
    expect(missing).toEqual([{ text: expect.any(String), message: expect.stringContaining("role") }]);
    expect(choice).toEqual([{ text: "delete", message: expect.stringContaining('"report", "remove", "ignore"') }]);
    expect(both).toEqual([{ text: "role", message: expect.stringContaining("role") }]);
  });
});

describe.each(MODELS)("an editor with the schema of %s", (key) => {
  const { scopes, roles, founding, customRoles, tiers } = model(key);
  const rolesAt = (scope: Scope) => {
    const custom = scope === "organization" ? founding.roles.map((role) => role.key) : [];
    return [...(roles.get(scope)?.keys() ?? []), ...custom].toSorted();
  };

  it("offers its roles, its tiers and itself, and nothing of other models", async () => {
    expect((await offered(key, `${MEMBER}role: ▮`)).toSorted()).toEqual(rolesAt("organization"));
    for (const scope of ["tenant", "project"] as const) {
      const entry = `${HEAD}${scope}s:\n  one:\n    members:\n      - email: eve@acme.example\n        role: ▮`;
      expect((await offered(key, entry)).toSorted()).toEqual(rolesAt(scope));
    }
    expect(await offered(key, `${HEAD}roleModel: ▮`)).toEqual([key]);
    expect(await offered(key, `${HEAD}tier: ▮`)).toEqual([...tiers.keys()]);
  });

  it("offers the sections that it has, each once", async () => {
    const labels = await offered(key, `${HEAD}▮`);
    expect(labels).toEqual([...new Set(labels)]);
    const places = ["tenants", "projects", "roles"].filter((section) => labels.includes(section));
    expect(places).toEqual([
      ...(scopes.has("tenant") ? ["tenants"] : []),
      ...(scopes.has("project") ? ["projects"] : []),
      ...(customRoles === undefined ? [] : ["roles"]),
    ]);
  });

  it("offers its settings, attributes, overrides and permissions by name", async () => {
    const { settings, attributes, overridable, permissions } = model(key);
    expect(await offered(key, `${HEAD}settings:\n  ▮`)).toEqual([...settings.keys()]);
    const named = await offered(key, `${MEMBER}role: ${rolesAt("organization")[0]}\n    attributes:\n      ▮`);
    expect(named).toEqual(expect.arrayContaining([...attributes.keys()]));
    const role = `${MEMBER}role: ${rolesAt("organization")[0]}\n    permissions:\n      ▮`;
    expect((await offered(key, role)).toSorted()).toEqual([...overridable].toSorted());
    if (customRoles?.scopes.has("organization") !== true) return;
    const known = [...permissions.values()].filter((permission) => permission.scopes.has("organization"));
    const offers = await offered(key, `${HEAD}roles:\n  on-call:\n    permissions:\n      - ▮`);
    expect(offers.toSorted()).toEqual(known.map((permission) => permission.key).toSorted());
  });

  it("underlines a role that it does not have, and takes the example", async () => {
    const [sound, wrong] = await Promise.all([
      editor.check(under(key, await exampleOf(key))),
      editor.check(under(key, `${MEMBER}role: wizard\n`)),
    ]);
    expect(sound).toEqual([]);
    expect(wrong).toContainEqual({
      text: "wizard",
      message: expect.stringContaining(rolesAt("organization")[0] ?? ""),
    });
  });
});

describe("docs/editors.md", () => {
  /** The page's code blocks of a language. */
  async function blocks(language: string): Promise<string[]> {
    const page = await readFile("docs/editors.md", "utf8");
    return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
      .filter(([, of]) => of === language)
      .map(([, , text = ""]) => text);
  }

  it("shows two forms of the comment that both work", async () => {
    const forms = await blocks("yaml");
    expect(forms).toHaveLength(2);
    for (const form of forms) {
      const text = form.replace("charter.schema.json", "../standard.schema.json");
      expect(await editor.check(`${text}tier: gold\n`)).toEqual([
        { text: "gold", message: expect.stringContaining('"enterprise"') },
      ]);
    }
  });

  it("shows settings of VS Code and of Neovim that find the schema without a comment", async () => {
    const [json = ""] = await blocks("json");
    const [lua = ""] = await blocks("lua");
    const { "yaml.schemas": schemas } = JSON.parse(json) as Record<string, Record<string, string[]>>;
    const [, name = "", patterns = ""] = /schemas = \{ \["(.+)"\] = \{ (.+) \} \}/.exec(lua) ?? [];
    expect({ [name]: patterns.split(", ").map((pattern) => pattern.replaceAll('"', "")) }).toEqual(schemas);
    const folder = await mkdtemp(join(tmpdir(), "charter-editor-"));
    await cp(join(editor.folder, "standard.schema.json"), join(folder, "charter.schema.json"));
    const configured = await startLanguageServer(folder, { schemas });
    const found = await configured.check(`${HEAD}tier: gold\n`);
    await configured.stop();
    await rm(folder, { recursive: true });
    expect(found).toEqual([{ text: "gold", message: expect.stringContaining('"enterprise"') }]);
  });
});

describe("an editor with the schema of a live organization", () => {
  it("offers its custom roles, tenants and projects, and underlines what it has not", async () => {
    const place = await openWorkplace({ tier: "enterprise" });
    await place.write("charter.yaml", await exampleOf("standard"));
    await place.expectExit(0, "apply", "--yes");
    const { out } = await place.charterIn(
      { cwd: editor.folder },
      "schema",
      "--api",
      place.url,
      "--organization",
      "acme",
    );
    await writeFile(join(editor.folder, "live.schema.json"), out);
    expect(await offered("live", `${MEMBER}role: ▮`)).toContain("incident-responder");
    expect(await offered("live", "charter: v1\norganization: ▮")).toEqual(["acme"]);
    expect(await offered("live", `${HEAD}tenants:\n  ▮`)).toEqual(expect.arrayContaining(["eu", "us"]));
    expect(await offered("live", `${HEAD}projects:\n  ▮`)).toContain("wearables");
    expect(await offered("live", `${HEAD}projects:\n  wearables:\n    tenant: ▮`)).toEqual(["eu", "us"]);
    const wrong = await editor.check(under("live", `${MEMBER}role: incident-responders\n`));
    expect(wrong).toEqual([{ text: "incident-responders", message: expect.stringContaining('"incident-responder"') }]);
    expect(await editor.check(under("live", await exampleOf("standard")))).toEqual([]);
  });
});

async function exampleOf(key: string): Promise<string> {
  return await readFile(`examples/${key === "standard" ? "acme" : key}/charter.yaml`, "utf8");
}
