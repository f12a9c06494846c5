import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { CHARTER, REPOSITORY, runBash } from "../_support/action-runner.ts";
import type { Ended } from "../_support/child-command.ts";
import { type FakeGitlab, openFakeGitlab } from "../_support/fake-gitlab.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const PEOPLE = `charter: v1
organization: acme
roleModel: standard
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: bob@acme.example, role: viewer }
identities:
  gitlab: { grace-h: grace@acme.example, linus: linus@acme.example }
`;
const MERGE = "3".repeat(40);

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
}

interface Project {
  readonly place: Workplace;
  readonly gitlab: FakeGitlab;
  /** The template's script, as it runs in a pipeline with these variables. */
  run(variables: Record<string, string>): Promise<Ended>;
}

const onRequest = (head: string) => ({
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_MERGE_REQUEST_IID: "12",
  CI_COMMIT_SHA: head,
});
const onMerge = {
  CI_PIPELINE_SOURCE: "push",
  CI_COMMIT_BRANCH: "main",
  CI_COMMIT_SHA: MERGE,
  CI_COMMIT_BEFORE_SHA: "2".repeat(40),
};

/** A project whose main branch is as the organization is, and a merge request that promotes Bob. */
async function openProject(): Promise<Project> {
  const [place, gitlab] = await Promise.all([openWorkplace(), openFakeGitlab()]);
  await place.write("charter.yaml", PEOPLE);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  gitlab.files.set("charter.yaml", PEOPLE);
  await place.write("charter.yaml", PEOPLE.replace("role: viewer", "role: member"));
  await mkdir(join(place.folder, "node_modules"));
  await symlink(REPOSITORY, join(place.folder, "node_modules", "charter"));
  const template = load(await readFile(join(REPOSITORY, "ci/gitlab/charter.gitlab-ci.yml"), "utf8")) as Record<
    string,
    Job
  >;
  const job = template[".charter"] as Job;
  expect(job.before_script).toEqual(["npm ci --ignore-scripts"]);
  const run = (variables: Record<string, string>) =>
    runBash(job.script.join("\n"), place.folder, {
      ...job.variables,
      ...gitlab.environment({ CI_PROJECT_DIR: place.folder, ...variables }),
      CHARTER_API: place.url,
      CHARTER_TOKEN: place.token,
      CHARTER_COMMAND: CHARTER,
    });
  return { place, gitlab, run };
}

async function roleOfBob(place: Workplace): Promise<string | undefined> {
  const { out } = await place.expectExit(0, "show", "members", "--json", "--organization", "acme");
  return (JSON.parse(out) as { email: string; role: string }[]).find(({ email }) => email === "bob@acme.example")?.role;
}

describe("the template for GitLab", () => {
  it("comments on a merge request, and applies once it is approved and merged", async () => {
    const { place, gitlab, run } = await openProject();
    const opened = await run(onRequest(gitlab.head));
    expect(opened.code, opened.out + opened.err).toBe(3);
    expect(gitlab.notes).toHaveLength(1);
    expect(gitlab.notes[0]?.body).toContain("approval-missing");
    gitlab.approvedBy.push("grace-h");
    const approved = await run(onRequest(gitlab.head));
    expect(approved.code, approved.out + approved.err).toBe(0);
    expect(gitlab.notes).toHaveLength(1);
    expect(gitlab.notes[0]?.body).toContain("▲ Broadens privilege");
    gitlab.mergedAs = MERGE;
    const merged = await run(onMerge);
    expect(merged.code, merged.out + merged.err).toBe(0);
    expect(await roleOfBob(place)).toBe("member");
  });

  it("applies nothing that was merged without an approval", async () => {
    const { place, gitlab, run } = await openProject();
    gitlab.mergedAs = MERGE;
    const { code, out } = await run(onMerge);
    expect(code).toBe(3);
    expect(out).toContain("✗ approval-missing");
    expect(await roleOfBob(place)).toBe("viewer");
  });

  it("keeps an issue on a schedule, and closes it when nothing differs any more", async () => {
    const { place, gitlab, run } = await openProject();
    const first = await run({ CI_PIPELINE_SOURCE: "schedule" });
    expect(first.code, first.out + first.err).toBe(0);
    expect(gitlab.issues[0]).toMatchObject({ state: "opened", title: "Memberships of acme differ from the charter" });
    await place.expectExit(0, "apply", "--yes");
    expect((await run({ CI_PIPELINE_SOURCE: "schedule" })).code).toBe(0);
    expect(gitlab.issues).toHaveLength(1);
    expect(gitlab.issues[0]?.state).toBe("closed");
  });
});
