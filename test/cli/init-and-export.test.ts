import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCharter } from "../../src/charter/load-charter.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { command } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace } from "../_support/workplace.ts";

const MODELS = builtInDocuments().map(({ key }) => key);

describe("charter init", () => {
  it.each(MODELS)(
    "writes a charter of %s that is valid, and that a new organization is in sync with",
    async (roleModel) => {
      const place = await openWorkplace({ roleModel });
      const argv = ["--organization", "acme", "--owner", "ada@acme.example", "--role-model", roleModel];
      const { out, err } = await place.expectExit(0, "init", ...argv);
      expect(out).toBe("");
      expect(err).toContain("wrote charter.yaml");
      await place.expectExit(0, "validate");
      expect((await place.expectExit(0, "plan", "--detailed-exitcode")).out).toContain("No changes");
      await place.expectExit(0, "drift");
    },
  );

  it("names to editors a schema that is there: beside it, else that of the package, else none", async () => {
    const place = await openWorkplace();
    const firstLine = async (out: string) => {
      await place.expectExit(0, "init", "--organization", "acme", "--owner", "ada@acme.example", "--out", out);
      return (await place.read(out)).split("\n")[0];
    };
    expect(await firstLine("without.yaml")).toMatch(/^# Who belongs/);
    await mkdir(join(place.folder, "node_modules/charter/schemas"), { recursive: true });
    await mkdir(join(place.folder, "acme"));
    await place.write("node_modules/charter/schemas/charter.schema.json", "{}");
    const modeline = "# yaml-language-server: $schema=";
    expect(await firstLine("here.yaml")).toBe(`${modeline}./node_modules/charter/schemas/charter.schema.json`);
    expect(await firstLine("acme/below.yaml")).toBe(`${modeline}../node_modules/charter/schemas/charter.schema.json`);
    await place.write("acme/charter.schema.json", "{}");
    expect(await firstLine("acme/beside.yaml")).toBe(`${modeline}charter.schema.json`);
    await place.expectExit(0, "validate", "acme/beside.yaml");
    const { out } = await place.expectExit(0, "export", "--organization", "acme");
    expect(out).toContain(`${modeline}./node_modules`);
  });

  it("never writes over a file", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", "# mine\n");
    const argv = ["--organization", "acme", "--owner", "ada@acme.example"];
    const { err } = await place.expectExit(1, "init", ...argv);
    expect(err).toContain("charter.yaml exists already; nothing was written");
    await place.expectExit(1, "init", "--from-live", "--organization", "acme");
    expect(await place.read("charter.yaml")).toBe("# mine\n");
    await place.expectExit(0, "init", ...argv, "--out", "other.yaml");
  });

  it.each([
    [[], /--organization KEY and --owner EMAIL/],
    [["--organization", "Acme Inc", "--owner", "ada@acme.example"], /"Acme Inc" is not a key/],
    [["--organization", "acme", "--owner", "ada"], /"ada" is not an e-mail address/],
  ])("asks for what it needs: %j", async (argv, message) => {
    const { code, err } = await command(["init", ...argv], { cwd: await temporaryFolder() });
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  it("asks somebody at a terminal for what no option says, again where the answer cannot be used", async () => {
    const cwd = await temporaryFolder();
    const answers = ["Acme Inc", "acme", "ada", "ada@acme.example", "rankedroles", "ranked-roles"];
    const { code, err } = await command(["init"], { cwd, answers });
    expect(code).toBe(0);
    expect(err).toContain('"Acme Inc" is not a key');
    expect(err).toContain('"ada" is not an e-mail address');
    expect(err).toContain("Did you mean ranked-roles?");
    expect(err).toContain(
      "charter serve bootstrap --organization acme --owner ada@acme.example --role-model ranked-roles",
    );
    const { out } = await command(["validate"], { cwd });
    expect(out).toContain("acme is valid");
    const charter = await readFile(join(cwd, "charter.yaml"), "utf8");
    expect(charter).toContain("roleModel: ranked-roles");
  });

  it("takes what stands in brackets for an empty answer, and writes nothing where there is none", async () => {
    const cwd = await temporaryFolder();
    const given = ["init", "--organization", "acme"];
    expect((await command(given, { cwd, answers: ["ada@acme.example", ""] })).code).toBe(0);
    expect(await readFile(join(cwd, "charter.yaml"), "utf8")).toContain("roleModel: standard");
    const gone = await command(["init", "--out", "other.yaml"], { cwd, answers: [""] });
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining("nothing was written") });
    await expect(readFile(join(cwd, "other.yaml"))).rejects.toThrow();
  });

  it.each(MODELS)("what it says to type next leads to a plan of %s without changes", async (roleModel) => {
    const cwd = await temporaryFolder();
    const argv = ["init", "--organization", "acme", "--owner", "ada@acme.example", "--role-model", roleModel];
    const { err } = await command(argv, { cwd });
    const bootstrap = err.split("\n").find((line) => line.includes("charter serve bootstrap")) ?? "";
    const made = await command([...bootstrap.trim().split(" ").slice(1), "--json"], { cwd });
    const { token } = JSON.parse(made.out) as { token: string };
    const environment = { CHARTER_API: "embedded:.charter/api", CHARTER_TOKEN: token };
    expect(err).toContain(`CHARTER_API=${environment.CHARTER_API}`);
    expect((await command(["plan"], { cwd, environment })).out).toContain("No changes");
  });

  it("needs no API, and says where it cannot write", async () => {
    const argv = ["init", "--organization", "acme", "--owner", "ada@acme.example", "--out", "no/such/charter.yaml"];
    const { code, err } = await command(argv, { cwd: await temporaryFolder() });
    expect(code).toBe(1);
    expect(err).toMatch(/^error: cannot write no\/such\/charter\.yaml: /);
  });
});

const FULL = `charter: v1
organization: acme
title: "Acme: \\"everything\\" & more"
roles:
  auditor: { title: "Auditor #1", permissions: [audit-log:read] }
  captain: { scope: project, permissions: [build, read] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: Grace.Hopper@acme.example, role: admin, attributes: { memberType: external } }
  - { email: linus@acme.example, role: auditor }
  - { email: alan@acme.example, role: member, permissions: { "policies:create": deny } }
  - { email: jürgen@acme.example, role: viewer }
tenants:
  eu: { title: Europe, members: [{ email: linus@acme.example, role: tenant-member }] }
  "2024": { title: "yes" }
projects:
  wearables: { tenant: eu, members: [{ email: alan@acme.example, role: captain }, { email: guest@partner.example, role: project-viewer }] }
`;

describe("charter export", () => {
  it("makes a charter that plans to no changes, before people have accepted and after", async () => {
    const place = await openWorkplace();
    await place.write("wanted.yaml", FULL);
    await place.expectExit(0, "apply", "wanted.yaml", "--yes");
    const check = async () => {
      const { out } = await place.expectExit(0, "export", "--organization", "acme");
      await place.write("charter.yaml", out);
      expect((await place.expectExit(0, "validate")).err).toBe("");
      await place.expectExit(0, "drift");
      const json = await place.expectExit(0, "export", "--json");
      await place.write("exported.json", json.out);
      await place.expectExit(0, "drift", "exported.json");
    };
    await check();
    await place.acceptAll();
    await check();
    await place.expectExit(0, "apply", "wanted.yaml", "--yes");
    await check();
    expect(await place.read("charter.yaml")).toContain("Grace.Hopper@acme.example");
  });

  it("makes one that is valid of every permission that the API lets a role of an open scope have", async () => {
    const place = await openWorkplace({ roleModel: "custom-roles" });
    const permissions = ["x y", "*", "a/b", "9", "ünï", "-", " ", "yes", "tab\\there", "a".repeat(200)];
    const roles = `roles:\n  odd: { scope: project, permissions: ${JSON.stringify(permissions)} }\n`;
    await place.write("charter.yaml", `charter: v1\norganization: acme\n${roles}`);
    await place.expectExit(0, "apply", "--yes");
    await place.expectExit(0, "export", "--organization", "acme", "--out", "live.yaml");
    expect(loadCharter(["live.yaml"], { cwd: place.folder }).document?.roles?.odd?.permissions).toEqual(
      permissions.toSorted(),
    );
    await place.expectExit(0, "plan", "live.yaml", "--detailed-exitcode");
    const longer = roles.replace("x y", "b".repeat(201)).replace("a/b", "\\0");
    await place.write("charter.yaml", `charter: v1\norganization: acme\n${longer}`);
    const { out } = await place.expectExit(1, "validate", "--json");
    expect(out.match(/must be a permission of 1 to 200 characters/g)).toHaveLength(2);
  });

  it("writes to a file that is new, and to no other", async () => {
    const place = await openWorkplace();
    const { out } = await place.expectExit(0, "export", "--out", "live.yaml");
    expect(out).toBe("");
    await place.expectExit(1, "export", "--out", "live.yaml", "--organization", "acme");
    await place.expectExit(0, "drift", "live.yaml");
  });

  it("is what `init --from-live` writes", async () => {
    const place = await openWorkplace();
    await place.expectExit(0, "init", "--from-live");
    expect(await place.read("charter.yaml")).toBe((await place.expectExit(0, "export")).out);
  });
});
