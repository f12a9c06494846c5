import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startServer } from "../../src/server/index.ts";
import { command, type Ran, type Surroundings } from "../_support/command.ts";
import { openFakeGithub } from "../_support/fake-github.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const charterOf = (organization: string, more = "") => `charter: v1
organization: ${organization}
members:
  - { email: ada@${organization}.example, role: owner }
${more}`;
const member = (organization: string, name: string, role = "member") =>
  `  - { email: ${name}@${organization}.example, role: ${role} }\n`;

interface Federation {
  readonly folder: string;
  readonly url: string;
  /** By organization. */
  readonly tokens: Readonly<Record<string, string>>;
  charter(...argv: string[]): Promise<Ran>;
  charterIn(surroundings: Partial<Surroundings>, ...argv: string[]): Promise<Ran>;
  write(file: string, text: string): Promise<void>;
}

/** Several organizations at one API, each with an owner and a token of its own, and a charter in orgs/. */
async function openFederation(...organizations: readonly string[]): Promise<Federation> {
  const folder = await temporaryFolder();
  const tokens: Record<string, string> = {};
  for (const organization of organizations) {
    const founding = [
      "--organization",
      organization,
      "--owner",
      `ada@${organization}.example`,
      "--role-model",
      "standard",
    ];
    const made = await command(["serve", "bootstrap", ...founding, "--data", "api", "--json"], { cwd: folder });
    expect(made.code, made.err).toBe(0);
    tokens[organization] = (JSON.parse(made.out) as { token: string }).token;
  }
  const { url, close } = await startServer({ data: join(folder, "api"), allowImpersonation: true });
  onTestFinished(close);
  const environment: Record<string, string> = { CHARTER_API: url };
  for (const [organization, token] of Object.entries(tokens))
    environment[`CHARTER_TOKEN_${organization.toUpperCase().replaceAll("-", "_")}`] = token;
  const charterIn = (surroundings: Partial<Surroundings>, ...argv: string[]) =>
    command(argv, { cwd: folder, ...surroundings, environment: { ...environment, ...surroundings.environment } });
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  await mkdir(join(folder, "orgs"));
  for (const organization of organizations)
    await write(`orgs/${organization}.yaml`, charterOf(organization, member(organization, "grace")));
  return { folder, url, tokens, charterIn, charter: (...argv) => charterIn({}, ...argv), write };
}

const paths = (...organizations: readonly string[]) => organizations.map((organization) => `orgs/${organization}.yaml`);

describe("several organizations at once", () => {
  it("are planned apart, shown one after the other, and summed up with one exit code", async () => {
    const { charter } = await openFederation("acme", "acme-eu", "beta");
    const { code, out, err } = await charter("plan", ...paths("acme", "acme-eu", "beta"), "--detailed-exitcode");
    expect({ code, err }).toEqual({ code: 2, err: "" });
    const heads = out.split("\n").filter((line) => line.includes(" by the rules of "));
    expect(heads.map((line) => line.split(" ")[0])).toEqual(["acme", "acme-eu", "beta"]);
    expect(out).toMatch(
      /\n3 organizations\n {2}acme {5}pending {2}Plan: 1 to add, .*\n {2}acme-eu {2}pending {2}Plan: .*\n {2}beta {5}pending {2}Plan: .*\n$/,
    );
  });

  it("are applied with a token, a journal and a report each, and then are as declared", async () => {
    const { charter, folder } = await openFederation("acme", "beta");
    const { code, out, err } = await charter("apply", ...paths("acme", "beta"), "--yes");
    expect(code, err).toBe(0);
    expect(out).toMatch(
      /\n2 organizations\n {2}acme {2}done {2}1 of 1 changes done\n {2}beta {2}done {2}1 of 1 changes done\n$/,
    );
    expect(err.split("\n").filter((line) => line.startsWith("acme: done")).length).toBe(1);
    const journals = (await readdir(join(folder, ".charter", "journal"))).filter((name) => name.endsWith(".jsonl"));
    expect(journals).toHaveLength(2);
    expect((await charter("drift", ...paths("acme", "beta"))).code).toBe(0);
  });

  it("end with the worst of their exit codes, whatever the others came to", async () => {
    const { charter, write } = await openFederation("acme", "beta", "gamma");
    await write("orgs/beta.yaml", charterOf("beta", `${member("beta", "grace")}guards: { approvals: required }\n`));
    const refused = await charter("apply", ...paths("acme", "beta"), "--yes");
    expect(refused.code).toBe(3);
    expect(refused.out).toMatch(
      /\n {2}acme {2}done .*\n {2}beta {2}refused {2}Refused for 1 reason: nothing will be written\./,
    );
    await write("orgs/gamma.yaml", charterOf("gamma", "tier: gold\n"));
    const broken = await charter("apply", ...paths("acme", "beta", "gamma"), "--yes");
    expect(broken.code).toBe(1);
    expect(broken.err).toContain("gamma: orgs/gamma.yaml:");
    expect(broken.out).toMatch(
      /\n {2}acme {3}done {5}No changes.*\n[^\n]*\n {2}gamma {2}error {4}the charter has errors\n$/,
    );
  });

  it("fall back to one token, and say of whom it is not", async () => {
    const { charterIn, tokens } = await openFederation("acme", "beta");
    const environment = { CHARTER_TOKEN: tokens.acme ?? "", CHARTER_TOKEN_ACME: "", CHARTER_TOKEN_BETA: "" };
    const { code, out, err } = await charterIn({ environment }, "plan", ...paths("acme", "beta"));
    expect(code).toBe(1);
    expect(out).toMatch(/\n {2}acme {2}done {3}Plan: .*\n {2}beta {2}error /);
    expect(err).toMatch(/^beta: error: /);
  });

  it("are one JSON document, and one comment each on the pull request", async () => {
    const { charterIn, folder, write } = await openFederation("acme", "beta");
    const github = await openFakeGithub();
    await write("event.json", JSON.stringify({ pull_request: { number: 12, head: { sha: github.head } } }));
    const environment = github.environment({ GITHUB_EVENT_PATH: join(folder, "event.json") });
    const { code, out } = await charterIn(
      { environment },
      "plan",
      ...paths("acme", "beta"),
      "--json",
      "--comment",
      "github",
    );
    expect(code).toBe(0);
    const { organizations, exitCode } = JSON.parse(out) as {
      organizations: { organization: string; result: { summary: object } }[];
      exitCode: number;
    };
    expect(exitCode).toBe(0);
    expect(organizations.map(({ organization }) => organization)).toEqual(["acme", "beta"]);
    expect(organizations.map(({ result }) => result.summary)).toEqual([{ "invite-member": 1 }, { "invite-member": 1 }]);
    expect(github.comments.map(({ body }) => /<!-- charter:(\w+) -->/.exec(body)?.[1]).sort()).toEqual([
      "acme",
      "beta",
    ]);
  });

  it("save a plan each into a folder, which are applied as they were saved", async () => {
    const { charter, folder } = await openFederation("acme", "beta");
    const refused = await charter("plan", ...paths("acme", "beta"), "--out", "plan.json");
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining("name a folder for them, as in --out plan.json/"),
    });
    expect((await charter("plan", ...paths("acme", "beta"), "--out", "plans/")).code).toBe(0);
    expect((await readdir(join(folder, "plans"))).sort()).toEqual(["acme.json", "beta.json"]);
    const { code, out, err } = await charter("apply", "plans/acme.json", "plans/beta.json", "--yes");
    expect(code, err).toBe(0);
    expect(out).toMatch(/\n {2}acme {2}done {2}1 of 1 changes done\n {2}beta {2}done {2}1 of 1 changes done\n$/);
  });

  it("are at work only so many at once, and one after the other with an embedded API", async () => {
    const { charter, charterIn } = await openFederation("acme", "beta", "gamma");
    const all = paths("acme", "beta", "gamma");
    expect((await charter("plan", ...all, "--parallel", "1")).out).toBe(
      (await charter("plan", ...all, "--parallel", "3")).out,
    );
    expect((await charter("plan", ...all, "--parallel", "0")).err).toContain("from 1 to 64");
    const embedded = await charterIn({}, "plan", ...all, "--api", "embedded:nowhere");
    expect(embedded.err.match(/: error: there is no folder nowhere/g)).toHaveLength(3);
  });

  it("that are interrupted end what is under way, begin nothing more, and say so", async () => {
    const { charterIn } = await openFederation("acme", "beta", "gamma");
    const controller = new AbortController();
    const onErr = (text: string) => {
      if (text.startsWith("acme: ")) controller.abort();
    };
    const ran = await charterIn(
      { signal: controller.signal, onErr },
      "apply",
      ...paths("acme", "beta", "gamma"),
      "--yes",
      "--parallel",
      "1",
    );
    expect(ran.code).toBe(4);
    expect(ran.out).toMatch(
      /\n {2}acme {3}done {8}1 of 1 .*\n {2}beta {3}incomplete {2}not begun: interrupted\n {2}gamma {2}incomplete {2}not begun/,
    );
  });

  it("are asked about one after the other, where somebody is there", async () => {
    const { charterIn } = await openFederation("acme", "beta");
    const { code, out, err } = await charterIn({ answers: ["no", "yes"] }, "apply", ...paths("acme", "beta"));
    expect(code).toBe(1);
    expect(err).toContain("Apply to acme at ");
    expect(out).toMatch(
      /\n {2}acme {2}error {2}nothing was written: the answer was no\n {2}beta {2}done {3}1 of 1 changes done\n$/,
    );
    expect((await charterIn({}, "apply", ...paths("acme", "beta"))).err).toContain(
      "acme: error: nobody is here to be asked",
    );
  });

  it("are validated together", async () => {
    const { charter, write } = await openFederation("acme", "beta");
    expect(await charter("validate", ...paths("acme", "beta"))).toEqual({
      code: 0,
      out: "acme is valid (orgs/acme.yaml)\nbeta is valid (orgs/beta.yaml)\n",
      err: "",
    });
    await write("orgs/beta.yaml", charterOf("beta", "tire: gold\n"));
    const { code, err } = await charter("validate", ...paths("acme", "beta"));
    expect(code).toBe(1);
    expect(err).toContain("orgs/beta.yaml:5:1: error [unknown-field]");
    expect(err).not.toContain("acme.yaml");
  });
});

describe("several paths of one organization", () => {
  it("are one charter still, whichever of them names it", async () => {
    const { charter, write } = await openFederation("acme");
    await write("orgs/more.yaml", `members:\n${member("acme", "linus")}`);
    const { code, out } = await charter("plan", "orgs/acme.yaml", "orgs/more.yaml");
    expect(code).toBe(0);
    expect(out).toContain("Plan: 2 to add");
    expect(out).not.toContain("organizations");
  });

  it("come together beside those of another, and a path of nobody's is an error of its own", async () => {
    const { charter, write } = await openFederation("acme", "beta");
    await write("orgs/more.yaml", `organization: acme\nmembers:\n${member("acme", "linus")}`);
    await write("orgs/loose.yaml", "members: []\n");
    const { code, out, err } = await charter(
      "plan",
      "orgs/acme.yaml",
      "orgs/beta.yaml",
      "orgs/loose.yaml",
      "orgs/more.yaml",
    );
    expect(code).toBe(1);
    expect(out).toMatch(
      /\n3 organizations\n {2}acme +done +Plan: 2 to add,.*\n {2}beta +done +Plan: 1 to add,.*\n {2}orgs\/loose\.yaml +error /,
    );
    expect(err).toContain('orgs/loose.yaml: orgs/loose.yaml:1:1: error [missing-field] the field "charter" is missing');
  });
});
