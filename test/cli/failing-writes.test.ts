import { describe, expect, it } from "vitest";
import { type Fate, gateway, type Passing, problem } from "../_support/gateway.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const PEOPLE = ["alan", "barbara", "grace", "katherine", "linus", "margaret"];
const CHARTER = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
${PEOPLE.map((name) => `  - { email: ${name}@acme.example, role: viewer }\n`).join("")}`;

async function place(): Promise<Workplace> {
  const made = await openWorkplace();
  await made.write("charter.yaml", CHARTER);
  return made;
}

interface Report {
  readonly summary: Record<string, number>;
  readonly outcomes: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly code?: string;
    readonly message?: string;
  }[];
}

/** Applies through a gateway that singles out what concerns Grace. */
async function applyWith(fate: (passing: Passing) => Fate, ...argv: string[]) {
  const made = await place();
  const about = (passing: Passing): Fate => (passing.method === "GET" ? "pass" : fate(passing));
  const api = await gateway(made.url, about);
  await made.expectExit(0, "plan", "--out", "plan.json", "--api", api);
  const ran = await made.charter("apply", "plan.json", "--yes", "--json", "--api", api, "--concurrency", "1", ...argv);
  return { made, api, ran, report: JSON.parse(ran.out) as Report };
}

/** Only the third write meets it. */
function third(fate: Fate): (passing: Passing) => Fate {
  return ({ before }) => (before === 2 ? fate : "pass");
}

async function invited(made: Workplace): Promise<string[]> {
  const { out } = await made.expectExit(0, "show", "invitations", "--json", "--organization", "acme");
  return (JSON.parse(out) as { email: string }[]).map(({ email }) => email.replace("@acme.example", "")).sort();
}

describe("an API that fails while a plan is applied", () => {
  it.each([
    [
      "forbids one change",
      problem(403, "role-above-actor", "viewer is above you"),
      "role-above-actor",
      /viewer is above you/,
    ],
    [
      "finds a conflict in one change",
      problem(409, "already-invited", "she is invited"),
      "already-invited",
      /she is invited/,
    ],
    [
      "finds an object changed",
      problem(412, "precondition-failed", "another version"),
      "precondition-failed",
      /has changed since the plan was made: plan again/,
    ],
    [
      "rejects one change",
      problem(422, "role-not-on-tier", "not on this tier"),
      "role-not-on-tier",
      /not on this tier/,
    ],
  ])("%s: that one has failed, the others are done, exit code 4", async (_story, fate, code, message) => {
    const { made, ran, report } = await applyWith(third(fate));
    expect(ran.code).toBe(4);
    expect(report.summary).toEqual({ done: 5, failed: 1, unknown: 0, "not-attempted": 0 });
    expect(report.outcomes[2]).toMatchObject({
      id: "c3",
      outcome: "failed",
      code,
      message: expect.stringMatching(message),
    });
    expect(await invited(made)).toEqual(PEOPLE.filter((name) => name !== "grace"));
    expect(ran.err).toMatch(/^plan again: the API refuses what this plan has left; the journal is /);
  });

  it("stops accepting the token: what was not sent was not attempted", async () => {
    const { made, ran, report } = await applyWith(({ before }) =>
      before >= 2 ? problem(401, "unauthenticated", "revoked") : "pass",
    );
    expect(ran.code).toBe(4);
    expect(report.summary).toEqual({ done: 2, failed: 1, unknown: 0, "not-attempted": 3 });
    expect(await invited(made)).toEqual(["alan", "barbara"]);
    expect(ran.err).toMatch(/^run the same again to go on; the journal is /);
  });

  it("breaks down for good in the middle: failed, and exit code 4", async () => {
    const { made, ran, report } = await applyWith(
      ({ before }) => (before >= 2 ? { status: 503, headers: { "retry-after": "0" } } : "pass"),
      "--retries",
      "2",
      "--concurrency",
      "4",
    );
    expect(ran.code).toBe(4);
    expect(report.summary).toMatchObject({ done: 2, failed: 4 });
    expect(await invited(made)).toHaveLength(2);
  });

  it("loses an answer: asked again with the same key it is done, and there is one letter", async () => {
    const { made, ran, report } = await applyWith(third("lose-answer"));
    expect(ran.code).toBe(0);
    expect(report.summary).toMatchObject({ done: 6 });
    expect(await made.letters()).toHaveLength(6);
  });

  it("is late with an answer: asked again with the same key it is done, and there is one letter", async () => {
    const { made, ran } = await applyWith(third("keep-answer"), "--timeout", "0.5");
    expect(ran.code).toBe(0);
    expect(await made.letters()).toHaveLength(6);
  });

  it("loses every answer: unknown, and the next run of the plan finds out without a second letter", async () => {
    let broken = true;
    const { made, api, ran, report } = await applyWith(
      ({ before }) => (broken && before >= 3 ? "lose-answer" : "pass"),
      "--retries",
      "2",
      "--concurrency",
      "3",
    );
    broken = false;
    expect(ran.code).toBe(4);
    expect(report.summary).toEqual({ done: 3, failed: 0, unknown: 3, "not-attempted": 0 });
    const again = await made.charter("apply", "plan.json", "--yes", "--api", api);
    expect(again.code, again.err).toBe(0);
    expect(again.out).toContain("Applied: 6 done.");
    expect(await made.letters()).toHaveLength(6);
    await made.expectExit(0, "drift");
  });

  it("asks to slow down: waited out", async () => {
    const { made, ran } = await applyWith(third({ status: 429, headers: { "retry-after": "0.2" } }));
    expect(ran.code).toBe(0);
    expect(await made.letters()).toHaveLength(6);
  });
});
