import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../_support/action-runner.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { permissions: Readonly<Record<string, string>>; steps: readonly Step[] }>>;
}

const text = (path: string) => readFile(join(REPOSITORY, path), "utf8");
const read = async <Shape>(path: string) => load(await text(path)) as Shape;
const workflow = () => read<Workflow>("examples/pipelines/github/membership.yml");
const steps = async () => Object.values((await workflow()).jobs).flatMap((job) => job.steps);

describe("the example workflow", () => {
  it("pins every action by the digest of a commit, and takes charter itself from the lock file", async () => {
    const used = (await steps()).flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual(
      Array.from({ length: 3 }, () => "./node_modules/charter"),
    );
  });

  it("grants nothing by default, and each job what it needs", async () => {
    const { permissions, jobs } = await workflow();
    expect(permissions).toEqual({});
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
      review: { contents: "read", "pull-requests": "write" },
      apply: { contents: "read", "pull-requests": "read" },
      drift: { contents: "read", issues: "write" },
    });
  });

  it("keeps no token in the checkout, runs no install scripts, and names inputs that the action has", async () => {
    const { inputs } = await read<{ inputs: object }>("action.yml");
    for (const { uses = "", run, with: given = {} } of await steps()) {
      if (uses.startsWith("actions/checkout@")) expect(given).toEqual({ "persist-credentials": false });
      if (uses === "./node_modules/charter")
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      if (run !== undefined) expect(run).toBe("npm ci --ignore-scripts");
    }
  });
});

describe("the action", () => {
  it("puts nothing of an event or an input into its script, and is in the package with it", async () => {
    const { runs } = await read<{ runs: { steps: Step[] } }>("action.yml");
    for (const { run = "" } of runs.steps) expect(run).not.toContain("${{");
    const { files } = JSON.parse(await text("package.json")) as { files: string[] };
    expect(files).toEqual(expect.arrayContaining(["action.yml", "ci"]));
  });
});

describe("the hooks for pre-commit", () => {
  it("run for charters and assertions, by commands that there are", async () => {
    const hooks =
      await read<{ id: string; entry: string; files: string; pass_filenames: boolean }[]>(".pre-commit-hooks.yaml");
    const running = (file: string) => hooks.filter(({ files }) => new RegExp(files).test(file)).map(({ id }) => id);
    expect(running("charter.yaml")).toEqual(["charter-validate", "charter-test"]);
    expect(running("orgs/acme/charter/people.yml")).toEqual(["charter-validate", "charter-test"]);
    expect(running("orgs/acme.charter-test.yaml")).toEqual(["charter-test"]);
    expect(running("src/charter.yaml.ts")).toEqual([]);
    expect(hooks.map(({ entry, pass_filenames }) => [entry, pass_filenames])).toEqual([
      ["charter validate", false],
      ["charter test", false],
    ]);
  });
});
