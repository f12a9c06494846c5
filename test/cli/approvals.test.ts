import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PlanDocument } from "../../src/plan/generated/plan-document.ts";
import type { Ran } from "../_support/command.ts";
import { type FakeGithub, openFakeGithub } from "../_support/fake-github.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const PEOPLE = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: member }
  - { email: bob@acme.example, role: viewer }
`;
const IDENTITIES = `identities:
  github: { ada-l: ada@acme.example, grace-h: grace@acme.example, linus: linus@acme.example }
`;
const MERGE = "3".repeat(40);
const promoteBob = (text: string) => text.replace("role: viewer", "role: member");

/** Ada, Grace, Linus and Bob are in; the charter asks for more than there is. */
async function withPeople(change: (text: string) => string = promoteBob): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", PEOPLE);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  await place.write("charter.yaml", change(PEOPLE + IDENTITIES));
  await mkdir(join(place.folder, ".git"));
  return place;
}

/** The same with a code host, on whose main branch the identities are. */
async function withGithub(change?: (text: string) => string): Promise<{ place: Workplace; github: FakeGithub }> {
  const [place, github] = await Promise.all([withPeople(change), openFakeGithub()]);
  github.files.set("charter.yaml", PEOPLE + IDENTITIES);
  return { place, github };
}

/** Runs as the workflow of the pull request does. */
async function onRequest(place: Workplace, github: FakeGithub, ...argv: string[]): Promise<Ran> {
  const event = { pull_request: { number: 12, head: { sha: github.head } } };
  await place.write("event.json", JSON.stringify(event));
  const GITHUB_EVENT_PATH = join(place.folder, "event.json");
  return await place.charterIn({ environment: github.environment({ GITHUB_EVENT_PATH }) }, ...argv);
}

/** Runs as the workflow of the main branch does, on the commit that the pull request was merged as. */
async function afterMerge(place: Workplace, github: FakeGithub, ...argv: string[]): Promise<Ran> {
  github.mergedAs = MERGE;
  const variables = { GITHUB_SHA: MERGE, GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" };
  return await place.charterIn({ environment: github.environment(variables) }, ...argv);
}

async function roleOf(place: Workplace, email: string): Promise<string | undefined> {
  const { out } = await place.expectExit(0, "show", "members", "--json", "--organization", "acme");
  return (JSON.parse(out) as { email: string; role: string }[]).find((member) => member.email === email)?.role;
}

async function savedPlan(place: Workplace): Promise<PlanDocument> {
  return JSON.parse(await place.read("plan.json")) as PlanDocument;
}

describe("people named as approvers", () => {
  it("lend the plan their authority, which is in the plan and in its text", async () => {
    const place = await withPeople();
    const approval = ["--approver", "Grace@acme.example", "--author", "linus@acme.example"];
    const { out } = await place.expectExit(0, "plan", ...approval, "--out", "plan.json");
    expect(out).toContain("\napprovers: grace@acme.example; author: linus@acme.example\n");
    expect(await savedPlan(place)).toMatchObject({ approvers: ["grace@acme.example"], author: "linus@acme.example" });
    await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(await roleOf(place, "bob@acme.example")).toBe("member");
  });

  it("do not suffice where they could not do it themselves, and nothing is written", async () => {
    const place = await withPeople();
    const { out } = await place.expectExit(3, "apply", "--yes", "--approver", "linus@acme.example");
    expect(out).toContain("✗ approval-missing members/bob@acme.example");
    expect(await roleOf(place, "bob@acme.example")).toBe("viewer");
  });

  it("do not approve their own promotion", async () => {
    const place = await withPeople((text) => text.replace("role: admin", "role: owner"));
    const { out } = await place.expectExit(3, "plan", "--approver", "grace@acme.example");
    expect(out).toContain("✗ self-approval members/grace@acme.example");
  });

  it("are part of a saved plan: other ones cannot be named when it is applied", async () => {
    const place = await withPeople();
    await place.expectExit(0, "plan", "--approver", "grace@acme.example", "--out", "plan.json");
    const { err } = await place.expectExit(1, "apply", "plan.json", "--yes", "--approver", "ada@acme.example");
    expect(err).toContain("a saved plan names its approvers and its author");
    await place.write(
      "plan.json",
      (await place.read("plan.json")).replace('"grace@acme.example"\n  ]', '"ada@acme.example"\n  ]'),
    );
    expect((await place.expectExit(3, "apply", "plan.json", "--yes")).err).toContain("was changed after it was saved");
  });

  it("who have left since make a saved plan stale", async () => {
    const place = await withPeople();
    await place.expectExit(0, "plan", "--approver", "grace@acme.example", "--out", "plan.json");
    await place.write(
      "other.yaml",
      `${PEOPLE.replace(/ .*grace.*\n/, "")}  - { email: grace@acme.example, absent: true }\n`,
    );
    await place.expectExit(0, "apply", "other.yaml", "--yes");
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toContain("✗ stale-plan members/grace@acme.example");
  });

  it("must be e-mail addresses, and are not mixed with a code host's", async () => {
    const place = await withPeople();
    expect((await place.expectExit(1, "plan", "--approver", "grace")).err).toContain("must be an e-mail address");
    const both = ["--approvals", "github", "--approver", "grace@acme.example"];
    expect((await place.expectExit(1, "plan", ...both)).err).toContain("leave out --approver and --author");
    expect((await place.expectExit(1, "plan", "--approvals", "githob")).err).toContain("Did you mean github?");
  });

  it("are asked for by the charter, but not by drift, which applies nothing", async () => {
    const place = await withPeople((text) => promoteBob(`${text}guards: { approvals: required }\n`));
    expect((await place.expectExit(3, "plan")).out).toContain("✗ approvals-required organization");
    await place.expectExit(0, "plan", "--approver", "grace@acme.example");
    await place.expectExit(2, "drift");
  });
});

describe("reviews of a pull request", () => {
  it("make a plan, which is applied after the merge as long as they stand", async () => {
    const { place, github } = await withGithub();
    github.approve("Grace-H");
    const planned = await onRequest(place, github, "plan", "--approvals", "github", "--out", "plan.json");
    expect(planned).toMatchObject({ code: 0 });
    expect(planned.out).toContain("approvers: grace@acme.example; author: linus@acme.example;");
    expect(planned.out).toContain("read from github acme/membership#12 at 111111111111");
    expect((await savedPlan(place)).review).toEqual({
      host: "github",
      project: "acme/membership",
      request: 12,
      head: github.head,
      author: "linus",
      approvedBy: { "Grace-H": "grace@acme.example" },
    });
    github.dismiss("Grace-H");
    const dismissed = await afterMerge(place, github, "apply", "plan.json", "--yes", "--approvals", "github");
    expect(dismissed.code).toBe(3);
    expect(dismissed.err).toContain("made on the approval of Grace-H, which does not stand any more. Plan again");
    expect(await roleOf(place, "bob@acme.example")).toBe("viewer");
    github.approve("grace-h");
    github.reviews.shift();
    const applied = await afterMerge(place, github, "apply", "plan.json", "--yes", "--approvals", "github");
    expect(applied, applied.err).toMatchObject({ code: 0 });
    expect(await roleOf(place, "bob@acme.example")).toBe("member");
  });

  it("are read again after the merge where the charter is planned anew", async () => {
    const { place, github } = await withGithub();
    github.approve("grace-h");
    const applied = await afterMerge(place, github, "apply", "--yes", "--approvals", "github");
    expect(applied, applied.err).toMatchObject({ code: 0 });
    expect(await roleOf(place, "bob@acme.example")).toBe("member");
  });

  it("refuse as long as nobody has approved, or only of another commit, or only the author", async () => {
    const { place, github } = await withGithub();
    const plan = () => onRequest(place, github, "plan", "--approvals", "github");
    expect(await plan()).toMatchObject({ code: 3, out: expect.stringContaining("nobody has approved this plan") });
    github.approve("grace-h", "2".repeat(40));
    expect(await plan()).toMatchObject({
      code: 3,
      err: expect.stringContaining(
        "the approval of grace-h does not count: approved 222222222222, which is not the head",
      ),
    });
    github.approve("linus");
    expect(await plan()).toMatchObject({
      code: 3,
      err: expect.stringContaining("of linus does not count: is the author"),
    });
    github.approve("grace-h");
    expect(await plan()).toMatchObject({ code: 0 });
  });

  it("do not count for a plan of a commit that was pushed over", async () => {
    const { place, github } = await withGithub();
    github.approve("grace-h");
    await onRequest(place, github, "plan", "--approvals", "github", "--out", "plan.json");
    github.head = "5".repeat(40);
    github.approve("grace-h");
    const applied = await afterMerge(place, github, "apply", "plan.json", "--yes", "--approvals", "github");
    expect(applied).toMatchObject({ code: 3, err: expect.stringContaining("acme/membership#12 has moved on") });
  });

  it("are not of people whom only the pull request itself names", async () => {
    const claim = (text: string) => promoteBob(text.replace("{ ada-l: ada@acme.example", "{ mal2: ada@acme.example"));
    const { place, github } = await withGithub(claim);
    github.author = "mallory";
    github.approve("mal2");
    const { code, err } = await onRequest(place, github, "plan", "--approvals", "github");
    expect(code).toBe(3);
    expect(err).toContain(
      "warning: the approval of mal2 does not count: only this pull request says that it is ada@acme.example",
    );
    github.files.clear();
    github.approve("grace-h");
    expect((await onRequest(place, github, "plan", "--approvals", "github")).code).toBe(3);
  });

  it("of strangers and of former members are named and not guessed", async () => {
    const { place, github } = await withGithub((text) =>
      promoteBob(text.replace("ada-l:", "eve: eve@acme.example, ada-l:")),
    );
    github.files.set("charter.yaml", `${PEOPLE}${IDENTITIES.replace("ada-l:", "eve: eve@acme.example, ada-l:")}`);
    for (const login of ["grace", "eve"]) github.approve(login);
    const alone = await onRequest(place, github, "plan", "--approvals", "github");
    expect(alone.code).toBe(3);
    expect(alone.err).toContain("the approval of grace does not count: identities.github does not say who that is");
    expect(alone.err).toContain("the approval of eve does not count: eve@acme.example is no active member");
    github.approve("ada-l");
    const { code, out } = await onRequest(place, github, "plan", "--approvals", "github", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ approvers: ["ada@acme.example"] });
  });

  it("that cannot be read are no approvals: nothing is planned, and nothing applied", async () => {
    const { place, github } = await withGithub();
    github.approve("grace-h");
    await onRequest(place, github, "plan", "--approvals", "github", "--out", "plan.json");
    github.down = 401;
    for (const argv of [["plan"], ["apply", "--yes"], ["apply", "plan.json", "--yes"]]) {
      const { code, out, err } = await onRequest(place, github, ...argv, "--approvals", "github");
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toContain(
        "error: could not read the pull request acme/membership#12: GitHub does not know the token",
      );
      expect(err).not.toContain("ghs_secret");
    }
    expect(await roleOf(place, "bob@acme.example")).toBe("viewer");
  });

  it("cannot be read again for a plan that was not made on them", async () => {
    const { place, github } = await withGithub();
    await place.expectExit(0, "plan", "--out", "plan.json");
    const { code, err } = await onRequest(place, github, "apply", "plan.json", "--yes", "--approvals", "github");
    expect(code).toBe(3);
    expect(err).toContain("the plan was not made on reviews at github");
  });

  it("approve nothing that came in without a pull request", async () => {
    const { place, github } = await withGithub();
    const variables = { GITHUB_SHA: "7".repeat(40), GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "main" };
    const ran = await place.charterIn(
      { environment: github.environment(variables) },
      "apply",
      "--yes",
      "--approvals",
      "github",
    );
    expect(ran).toMatchObject({
      code: 3,
      err: expect.stringContaining("What came in without a review has no approval"),
    });
  });
});

describe("a comment on the pull request", () => {
  it("is made once, and then kept up to date in place", async () => {
    const { place, github } = await withGithub();
    const plan = () => onRequest(place, github, "plan", "--comment", "github");
    expect(await plan()).toMatchObject({ code: 0, err: expect.stringContaining("comment created") });
    expect(github.comments).toMatchObject([{ body: expect.stringContaining("`bob@acme.example` viewer → member") }]);
    expect(github.comments[0]?.body).toContain("<!-- charter:acme -->");
    expect(await plan()).toMatchObject({ code: 0, err: expect.stringContaining("comment unchanged") });
    await place.write("charter.yaml", PEOPLE + IDENTITIES);
    expect(await plan()).toMatchObject({ code: 0, err: expect.stringContaining("comment updated") });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("No changes");
  });

  it("shows a saved plan too, and one that is refused", async () => {
    const { place, github } = await withGithub();
    await onRequest(place, github, "plan", "--approvals", "github", "--out", "plan.json");
    const { code } = await onRequest(place, github, "plan", "plan.json", "--comment", "github");
    expect(code).toBe(3);
    expect(github.comments[0]?.body).toContain("approval-missing");
  });

  it("that fails is an error, after the plan was printed", async () => {
    const { place, github } = await withGithub();
    github.down = 403;
    const { code, out, err } = await onRequest(place, github, "plan", "--comment", "github");
    expect(code).toBe(1);
    expect(out).toContain("bob@acme.example  viewer → member");
    expect(err).toContain("could not comment on acme/membership#12: GitHub does not permit it to this token (403)");
  });
});

describe("an issue about drift", () => {
  it("is opened, updated, closed when nothing differs, and opened anew", async () => {
    const { place, github } = await withGithub();
    const drift = () => place.charterIn({ environment: github.environment() }, "drift", "--issue", "github");
    expect(await drift()).toMatchObject({ code: 2, err: expect.stringContaining("issue created") });
    expect(await drift()).toMatchObject({ code: 2, err: expect.stringContaining("issue unchanged") });
    await place.write("charter.yaml", `${promoteBob(PEOPLE)}  - { email: tess@acme.example, role: viewer }\n`);
    expect(await drift()).toMatchObject({ code: 2, err: expect.stringContaining("issue updated") });
    expect(github.issues).toMatchObject([
      { state: "open", labels: ["charter-drift"], title: "Memberships of acme differ from the charter" },
    ]);
    await place.write("charter.yaml", PEOPLE);
    expect(await drift()).toMatchObject({ code: 0, err: expect.stringContaining("issue closed") });
    expect(await drift()).toMatchObject({ code: 0, err: "" });
    await place.write("charter.yaml", promoteBob(PEOPLE));
    expect(await drift()).toMatchObject({ code: 2, err: expect.stringContaining("issue created") });
    expect(github.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });
});

describe("two pipelines that apply the same change at once", () => {
  it("end with one that applied it and one that says why it did not", async () => {
    const place = await withPeople();
    await place.expectExit(0, "plan", "--approver", "grace@acme.example", "--out", "one.json");
    await place.expectExit(0, "plan", "--approver", "ada@acme.example", "--out", "two.json");
    const ended = await Promise.all(["one.json", "two.json"].map((file) => place.charter("apply", file, "--yes")));
    const [first, second] = ended.sort((left, right) => left.code - right.code);
    expect(first?.code).toBe(0);
    expect([3, 4]).toContain(second?.code);
    expect(`${second?.out}${second?.err}`).toContain("members/bob@acme.example has changed since");

    expect(await roleOf(place, "bob@acme.example")).toBe("member");
  });
});
