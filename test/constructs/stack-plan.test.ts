import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Organization } from "../../src/constructs/index.ts";
import { startServer } from "../../src/server/index.ts";
import { command } from "../_support/command.ts";
import { synthesized } from "../_support/synthesized.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace } from "../_support/workplace.ts";

interface PlanJson {
  readonly changes: readonly {
    readonly kind: string;
    readonly address: string;
    readonly source?: { readonly file: string };
  }[];
}

/** A plan but for what says where in the files something is, and for what that makes of the digest. */
function withoutPlaces(text: string): unknown {
  const drop = (key: string, value: unknown) => (key === "source" || key === "digest" ? undefined : value);
  return JSON.parse(text, drop);
}

const CHARTERS = [
  "acme",
  "ranked-roles",
  "tenants-and-projects",
  "custom-roles",
  "member-types",
  "permission-overrides",
];

describe("a synthesized stack, planned with no Terraform in between", () => {
  it.each(CHARTERS)("examples/%s plans to the very changes of its charter", async (example) => {
    const file = `examples/${example}/charter.yaml`;
    const text = await readFile(file, "utf8");
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
    const owner = /email: ([^\s,]+)/.exec(text)?.[1] ?? "";
    const place = await openWorkplace({
      organization: field("organization"),
      roleModel: field("roleModel"),
      tier: field("tier"),
      owner,
    });
    await place.write("charter.yaml", text);
    const { folder } = await synthesized((scope) => void Organization.fromCharter(scope, "it", file));
    const [yaml, stack] = [
      await place.expectExit(0, "plan", "--json"),
      await place.expectExit(0, "plan", folder, "--json"),
    ];
    expect(withoutPlaces(stack.out)).toEqual(withoutPlaces(yaml.out));
    const { changes } = JSON.parse(stack.out) as PlanJson;
    expect(changes.length).toBeGreaterThan(0);
    for (const { source } of changes) expect(source?.file).toMatch(/stacks\/members\/cdk\.tf\.json$/);
    await place.expectExit(0, "validate", folder);
    await place.expectExit(0, "apply", folder, "--yes");
    await place.acceptAll();
    await place.expectExit(0, "apply", folder, "--yes");
    await place.expectExit(0, "plan", "--detailed-exitcode");
  });

  it("says where in the stack something is that only Terraform could know, and writes nothing", async () => {
    const place = await openWorkplace();
    const stack = await synthesized((scope) => {
      new Organization(scope, "acme", { organization: "acme" }).member("grace@acme.example", { role: "admin" });
    });
    await place.write("cdk.tf.json", stack.text.replace('"admin"', '"$' + '{var.role}"'));
    const { err } = await place.expectExit(1, "plan", "cdk.tf.json");
    expect(err).toContain("only Terraform can evaluate the variable var.role");
    expect(err).toMatch(/cdk\.tf\.json:\d+:\d+/);
  });
});

/** An API with two organizations by different rules, each with a token of its own. */
async function openTwo() {
  const folder = await temporaryFolder();
  const environment: Record<string, string> = {};
  for (const [key, model] of [
    ["acme", "tenants-and-projects"],
    ["beta", "standard"],
  ] as const) {
    const founding = ["--organization", key, "--owner", `ada@${key}.example`, "--role-model", model];
    const made = await command(["serve", "bootstrap", ...founding, "--data", "api", "--json"], { cwd: folder });
    environment[`CHARTER_TOKEN_${key.toUpperCase()}`] = (JSON.parse(made.out) as { token: string }).token;
  }
  const { url, close } = await startServer({ data: join(folder, "api"), allowImpersonation: true });
  onTestFinished(close);
  const charter = (...argv: string[]) =>
    command(argv, { cwd: folder, environment: { ...environment, CHARTER_API: url } });
  return { folder, charter };
}

const BETA = `charter: v1
organization: beta
roleModel: standard
members:
  - { email: ada@beta.example, role: owner }
  - { email: linus@beta.example, role: viewer }
`;

const asserting = (charter: string) =>
  `charterTest: v1\ncharter: ${charter}\nassertions:\n  - grace@acme.example can build at projects/wearables\n`;

/** Two organizations in one stack, as the first page on constructs has them. */
async function twoInOneStack(folder: string) {
  const charter = join(folder, "beta.yaml");
  await writeFile(charter, BETA);
  return await synthesized((scope) => {
    const acme = new Organization(scope, "acme", { organization: "acme", roleModel: "tenants-and-projects" });
    acme.member("ada@acme.example", { role: "owner" });
    const grace = acme.member("grace@acme.example", { role: "admin" });
    const eu = acme.tenant("eu", { title: "Europe" });
    const wearables = eu.project("wearables", { title: "Wearables" });
    wearables.grant(grace, "project-developer");
    Organization.fromCharter(scope, "beta", charter);
  });
}

describe("a stack with several organizations", () => {
  it("is validated, planned, applied and watched as a charter for each of them", async () => {
    const { folder, charter } = await openTwo();
    const { folder: stack } = await twoInOneStack(folder);
    const valid = await charter("validate", stack);
    expect(valid, valid.err).toMatchObject({ code: 0 });
    expect(valid.out).toMatch(/^acme is valid \(.*cdk\.tf\.json\)\nbeta is valid \(.*cdk\.tf\.json\)\n$/);
    const planned = await charter("plan", stack, "--json");
    const { organizations } = JSON.parse(planned.out) as {
      organizations: { organization: string; result: { changes: { address: string }[] } }[];
    };
    expect(
      organizations.map(({ organization, result }) => [organization, ...result.changes.map((one) => one.address)]),
    ).toEqual([
      ["acme", "tenants/eu", "projects/wearables", "members/grace@acme.example"],
      ["beta", "members/linus@beta.example"],
    ]);
    const saved = await charter("plan", stack, "--out", "plans/");
    expect(await readdir(join(folder, "plans")), saved.err).toEqual(["acme.json", "beta.json"]);
    expect((await charter("plan", stack, "--out", "one.json")).err).toContain("2 organizations have a plan each");
    const applied = await charter("apply", stack, "--yes");
    expect(applied.out, applied.err).toMatch(/\n2 organizations\n {2}acme {2}done .*\n {2}beta {2}done .*\n$/);
    expect((await charter("drift", stack)).code).toBe(0);
  });

  it("is told once of what is wrong with the whole of it", async () => {
    const { folder, charter } = await openTwo();
    const { text } = await twoInOneStack(folder);
    const broken = { ...(JSON.parse(text) as object), module: { people: { source: "./people" } } };
    await writeFile(join(folder, "cdk.tf.json"), JSON.stringify(broken));
    const { out } = await charter("validate", "cdk.tf.json", "--json");
    expect(out.match(/"needs-terraform"/g)).toHaveLength(1);
  });

  it("has one of them where a verb takes one, by --organization or as STACK#ORGANIZATION", async () => {
    const { folder, charter } = await openTwo();
    const { folder: stack } = await twoInOneStack(folder);
    const both = await charter("report", stack);
    expect(both.code).toBe(1);
    expect(both.err).toMatch(/declares several organizations: acme, beta; name one of them, as in .*#acme/);
    const page = await charter("report", stack, "--organization", "beta", "--out", "-");
    expect(page, page.err).toMatchObject({ code: 0 });
    expect(page.out).toContain("linus@beta.example");
    expect((await charter("plan", `${stack}#beta`, "--json")).out).toContain('"organization": "beta"');
    await writeFile(join(folder, "x.charter-test.yaml"), asserting(`${stack}#acme`));
    const tested = await charter("test", "x.charter-test.yaml");
    expect(tested, tested.err).toMatchObject({ code: 0 });
    await writeFile(join(folder, "x.charter-test.yaml"), asserting(stack));
    expect((await charter("test", "x.charter-test.yaml")).err).toMatch(/name one of them, as in .*#acme/);
    const schema = await charter("schema", "--role-model", "standard", "--charter", stack, "--organization", "beta");
    expect(schema.code, schema.err).toBe(0);
  });
});
