import { readdirSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = ".github/workflows";
const texts = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")]));
const workflows = [...texts].map(([name, text]) => [name, load(text) as Workflow] as const);
const release = load(texts.get("release.yml") ?? "") as Workflow;

describe.each(workflows)("%s", (name, { permissions, jobs }) => {
  it("permits nothing but what each job names", () => {
    expect(permissions).toEqual({});
    for (const [job, { permissions: own }] of Object.entries(jobs)) expect([job, typeof own]).toEqual([job, "object"]);
  });

  it("pins every action to a commit, and says which version that is", () => {
    const uses = [...(texts.get(name) ?? "").matchAll(/uses: (.*)/g)].map(([, used]) => used);
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses) expect(used).toMatch(/^(?:actions|hashicorp)\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs only scripts that there are, and puts no expression into a shell's words", () => {
    for (const { steps } of Object.values(jobs))
      for (const { run = "" } of steps) {
        for (const [, script = ""] of run.matchAll(/npm run ([\w:-]+)/g))
          expect(Object.keys(packageJson.scripts)).toContain(script);
        expect(run).not.toContain("${{");
      }
  });
});

describe("a release", () => {
  it("gives each job the least: who writes contents holds no key, and who holds the key writes nothing", () => {
    const { version, build, npm, image, github } = release.jobs;
    expect(version?.permissions).toEqual({ contents: "write", "pull-requests": "write" });
    expect(build?.permissions).toEqual({ contents: "read", "id-token": "write", attestations: "write" });
    expect(npm?.permissions).toEqual({ "id-token": "write" });
    expect(image?.permissions).toEqual({ contents: "read", packages: "write" });
    expect(github?.permissions).toEqual({ contents: "write" });
    const withSecret = Object.entries(release.jobs).filter(([, job]) => JSON.stringify(job).includes("secrets."));
    expect(withSecret.map(([job]) => job)).toEqual(["build"]);
  });

  it("uploads nothing before all is built and checked, and shows itself last", () => {
    const { npm, image, github } = release.jobs;
    for (const job of [npm, image]) {
      expect(job?.needs).toContain("build");
      expect(job?.environment).toBe("release");
      const commands = job?.steps.map(({ run = "" }) => run) ?? [];
      const checked = commands.findIndex((command) => command.includes("sha256sum --check --strict"));
      const uploads = commands.findIndex((command) => /npm publish|buildx build/.test(command));
      expect(checked).toBeGreaterThanOrEqual(0);
      expect(uploads).toBeGreaterThan(checked);
    }
    expect(github?.needs).toEqual(expect.arrayContaining(["build", "npm", "image"]));
    expect(texts.get("release.yml")).toContain("--provenance --access public");
  });
});

it("the gate is what runs on every pull request", () => {
  const { jobs } = load(texts.get("ci.yml") ?? "") as Workflow;
  expect(jobs.gate?.steps.some(({ run }) => run === "bash .ci/run")).toBe(true);
});
