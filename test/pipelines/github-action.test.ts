import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ActionRun, CHARTER, runAction } from "../_support/action-runner.ts";
import { type FakeGithub, openFakeGithub } from "../_support/fake-github.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const PEOPLE = `charter: v1
organization: acme
roleModel: standard
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: bob@acme.example, role: viewer }
identities:
  github: { ada-l: ada@acme.example, grace-h: grace@acme.example, linus: linus@acme.example }
`;
const PROMOTED = PEOPLE.replace("role: viewer", "role: member");
const MERGE = "3".repeat(40);

interface Repository {
  readonly place: Workplace;
  readonly github: FakeGithub;
  /** The action, as it runs for an event. */
  run(
    name: string,
    event: object,
    more?: { inputs?: Record<string, string>; variables?: Record<string, string> },
  ): Promise<ActionRun>;
  onRequest(inputs?: Record<string, string>): Promise<ActionRun>;
  onReview(): Promise<ActionRun>;
  onMerge(): Promise<ActionRun>;
  onSchedule(): Promise<ActionRun>;
}

/** A repository whose main branch is as the organization is, and a pull request that promotes Bob. */
async function openRepository(): Promise<Repository> {
  const [place, github] = await Promise.all([openWorkplace(), openFakeGithub()]);
  await place.write("charter.yaml", PEOPLE);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  await mkdir(join(place.folder, ".git"));
  github.files.set("charter.yaml", PEOPLE);
  await place.write("charter.yaml", PROMOTED);
  const run: Repository["run"] = async (name, event, { inputs = {}, variables = {} } = {}) => {
    await place.write("event.json", JSON.stringify(event));
    const GITHUB_EVENT_PATH = join(place.folder, "event.json");
    return await runAction(
      place.folder,
      { api: place.url, token: place.token, command: CHARTER, charters: "charter.yaml", ...inputs },
      github.environment({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH, ...variables }),
    );
  };
  const request = () => ({ pull_request: { number: 12, head: { sha: github.head } } });
  return {
    place,
    github,
    run,
    onRequest: (inputs = {}) => run("pull_request", request(), { inputs }),
    onReview: () => run("pull_request_review", { action: "submitted", ...request() }),
    onMerge: () => {
      github.mergedAs = MERGE;
      const variables = { GITHUB_SHA: MERGE, GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" };
      return run("push", { before: `${"0".repeat(39)}1`, after: MERGE }, { variables });
    },
    onSchedule: () => run("schedule", { schedule: "17 5 * * *" }),
  };
}

async function roleOfBob(place: Workplace): Promise<string | undefined> {
  const { out } = await place.expectExit(0, "show", "members", "--json", "--organization", "acme");
  return (JSON.parse(out) as { email: string; role: string }[]).find(({ email }) => email === "bob@acme.example")?.role;
}

describe("the action on a pull request", () => {
  it("comments with the plan, fails until it is approved, and keeps the one comment current", async () => {
    const { github, onRequest, onReview } = await openRepository();
    const opened = await onRequest();
    expect(opened.code, opened.out + opened.err).toBe(3);
    expect(opened.outputs).toEqual({ mode: "review", "exit-code": "3" });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("✗ Refused");
    expect(github.comments[0]?.body).toContain("approval-missing");
    github.approve("grace-h");
    const reviewed = await onReview();
    expect(reviewed.code, reviewed.out + reviewed.err).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("▲ Broadens privilege");
    expect(reviewed.summary).toBe(github.comments[0]?.body.replace(/\n?$/, "\n"));
  });

  it("writes annotations for findings, and plans nothing then", async () => {
    const { place, github, onRequest } = await openRepository();
    await place.write("charter.yaml", PROMOTED.replace("role: admin", "role: amdin"));
    const { code, out } = await onRequest({ sarif: "charter.sarif" });
    expect(code).toBe(1);
    expect(out).toContain("::error file=charter.yaml,line=6,col=40,");
    expect(github.comments).toHaveLength(0);
    const sarif = JSON.parse(await place.read("charter.sarif")) as { runs: { results: { ruleId: string }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain("unknown-role");
  });

  it("fails where an assertion does not hold, at its line, and shows the plan all the same", async () => {
    const { place, github, onRequest } = await openRepository();
    github.approve("grace-h");
    await place.write(
      "acme.charter-test.yaml",
      "charterTest: v1\nassertions:\n  - bob@acme.example cannot issues:triage\n",
    );
    const { code, out } = await onRequest();
    expect(code).toBe(3);
    expect(out).toContain("::error file=acme.charter-test.yaml,line=3,col=5,");
    expect(out).toContain("bob@acme.example can issues:triage at organization, through organization role member");
    expect(github.comments[0]?.body).toContain("▲ Broadens privilege");
  });

  it("refuses to run with a stranger's code and the repository's secrets, and asks what else is meant", async () => {
    const { run } = await openRepository();
    expect((await run("pull_request_target", {})).err).toContain("use pull_request");
    expect((await run("issue_comment", {})).err).toContain("set CHARTER_MODE to review, apply or drift");
    expect((await run("push", {}, { inputs: { mode: "aply" } })).err).toContain("CHARTER_MODE is aply");
  });
});

describe("the action after a merge", () => {
  it("applies what was approved", async () => {
    const { place, github, onMerge } = await openRepository();
    github.approve("grace-h");
    const { code, out, err, outputs } = await onMerge();
    expect(code, out + err).toBe(0);
    expect(outputs).toEqual({ mode: "apply", "exit-code": "0" });
    expect(out).toContain("Applied: 1 done.");
    expect(await roleOfBob(place)).toBe("member");
  });

  it("refuses what nobody approved, or only its author, and writes nothing", async () => {
    const { place, github, onMerge } = await openRepository();
    github.approve("linus");
    const { code, out } = await onMerge();
    expect(code).toBe(3);
    expect(out).toContain("✗ approval-missing organization");
    expect(out).not.toContain("Applied");
    expect(await roleOfBob(place)).toBe("viewer");
  });

  it("refuses where the reviews cannot be read", async () => {
    const { place, github, onMerge } = await openRepository();
    github.approve("grace-h");
    github.down = 404;
    const { code, err } = await onMerge();
    expect(code).toBe(1);
    expect(err).toContain("error: ");
    expect(await roleOfBob(place)).toBe("viewer");
  });
});

describe("the action on a schedule", () => {
  it("opens one issue for as long as something differs, and closes it", async () => {
    const { place, github, onSchedule } = await openRepository();
    const first = await onSchedule();
    expect(first.code, first.out + first.err).toBe(0);
    expect(first.outputs).toEqual({ mode: "drift", drift: "true", "exit-code": "0" });
    expect((await onSchedule()).code).toBe(0);
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]).toMatchObject({ state: "open", title: "Memberships of acme differ from the charter" });
    await place.expectExit(0, "apply", "--yes");
    expect((await onSchedule()).outputs.drift).toBe("false");
    expect(github.issues[0]?.state).toBe("closed");
    expect(await roleOfBob(place)).toBe("member");
  });
});
