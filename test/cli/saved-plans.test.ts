import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/plan/plan-document.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const TWO = `charter: v1
organization: acme
title: Acme
roles:
  auditor: { title: Auditor, permissions: [audit-log:read] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: viewer }
tenants:
  eu: { title: Europe, members: [{ email: grace@acme.example, role: tenant-admin }] }
`;

/** Ada, Grace and Linus are in, the plan of the next step is saved as `plan.json`. */
async function withPlan(change: (text: string) => string): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", TWO);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  await place.expectExit(0, "apply", "--yes");
  const changed = change(TWO);
  expect(changed).not.toBe(TWO);
  await place.write("charter.yaml", changed);
  await place.expectExit(0, "plan", "--out", "plan.json");
  return place;
}

const promoteLinus = (text: string) => text.replace("role: viewer", "role: member");

async function everything(place: Workplace): Promise<string> {
  return (await place.expectExit(0, "export", "--organization", "acme")).out;
}

/** What somebody else does meanwhile. */
async function meanwhile(place: Workplace, change: (text: string) => string): Promise<void> {
  const live = await everything(place);
  const changed = change(live);
  expect(changed).not.toBe(live);
  await place.write("other.yaml", changed);
  await place.expectExit(0, "apply", "other.yaml", "--yes", "--allow", "too-many-removals");
}

describe("a saved plan", () => {
  it("is applied exactly, whatever the charter says by then", async () => {
    const place = await withPlan(promoteLinus);
    await place.write("charter.yaml", "charter: v1\norganization: acme\nmembers: []\n");
    const { out } = await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(out).toMatch(/done +c1 +change-role members\/linus@acme\.example\nApplied: 1 done\./);
    expect(await everything(place)).toMatch(/linus@acme\.example\n\s+role: member/);
  });

  it.runIf(existsSync("/proc/self"))(
    "is an error where its folder cannot be made, and no endless attempt",
    async () => {
      const place = await withPlan(promoteLinus);
      const { err } = await place.expectExit(1, "plan", "--out", "/proc/charter/plans/");
      expect(err).toMatch(/^error: cannot save the plan: ENOENT.*\/proc\/charter/m);
    },
  );

  it("that is refused is saved, to be looked at, with a word that it cannot be applied", async () => {
    const place = await withPlan(promoteLinus);
    await place.write(
      "charter.yaml",
      TWO.replace("role: viewer", "role: viewer }\n  - { email: ivy@acme.example, role: member").concat(
        "guards: { approvals: required }\n",
      ),
    );
    const { err } = await place.expectExit(3, "plan", "--out", "refused.plan");
    expect(err).toBe(
      "saved refused.plan; it is refused, and cannot be applied: plan again once its reasons are gone\n",
    );
    await place.expectExit(3, "apply", "refused.plan", "--yes");
  });

  it("may have any name, and is found by what is in it", async () => {
    const place = await withPlan(promoteLinus);
    await place.expectExit(0, "plan", "--out", "approved.plan");
    await place.expectExit(0, "apply", "approved.plan", "--yes");
    await place.expectExit(0, "drift");
  });

  it("that cancels an invitation and sends it anew is applied", async () => {
    const invite = (text: string) =>
      text.replace("role: viewer", "role: viewer }\n  - { email: ivy@acme.example, role: viewer");
    const place = await withPlan(invite);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    await place.write(
      "charter.yaml",
      invite(TWO).replace("ivy@acme.example, role: viewer", "ivy@acme.example, role: member"),
    );
    await place.expectExit(0, "plan", "--out", "plan.json");
    const { out } = await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(out).toMatch(/done +c1 +cancel-invitation .*\n.*done +c2 +invite-member .*\nApplied: 2 done\./);
    await place.expectExit(0, "drift");
  });

  it("that was applied already is done again without a request", async () => {
    const place = await withPlan(promoteLinus);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    const { out } = await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(out).toContain("(by an earlier run)\nApplied: 1 done. 1 was done by an earlier run.\n");
  });

  it("that was applied already is stale once somebody has undone what it did", async () => {
    const place = await withPlan(promoteLinus);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    await meanwhile(place, (live) => live.replace(/(linus@acme\.example\n\s+role: )member/, "$1viewer"));
    const { out, err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    const said = "members/linus@acme.example is no longer as an earlier run of this plan left it; plan again";
    expect(`${out}${err}`).toContain(said);
    expect(await everything(place)).toMatch(/linus@acme\.example\n\s+role: viewer/);
  });

  it("was judged with its guards: --allow is refused and nothing written, whichever guard is named", async () => {
    const place = await withPlan(promoteLinus);
    const before = await everything(place);
    for (const guard of ["too-many-removals", "no-such-guard"]) {
      const { err } = await place.expectExit(1, "apply", "plan.json", "--yes", "--allow", guard);
      expect(err).toContain("--allow is for planning: plan again with it");
    }
    expect(await everything(place)).toBe(before);
  });

  it("is not applied without a yes where nobody can be asked", async () => {
    const place = await withPlan(promoteLinus);
    const { err } = await place.expectExit(1, "apply", "plan.json");
    expect(err).toContain("pass --yes");
  });

  it.each([
    ["yes", 0, /Applied: 1 done/],
    ["y", 1, /nothing was written/],
    ["", 1, /nothing was written/],
  ])("asks, and takes %j for an answer", async (answer, code, said) => {
    const place = await withPlan(promoteLinus);
    const before = await everything(place);
    const ran = await place.charterIn({ answers: [answer] }, "apply", "plan.json");
    expect(ran.code).toBe(code);
    expect(ran.out + ran.err).toMatch(said);
    expect((await everything(place)) === before).toBe(code === 1);
  });
});

describe("a saved plan that was tampered with", () => {
  it("is refused whichever byte of it is another one, and nothing is written", async () => {
    const place = await withPlan(promoteLinus);
    const before = await everything(place);
    const text = await place.read("plan.json");
    const codes = new Set<number>();
    for (let at = 0; at < text.length; at += 41) {
      const other = String.fromCharCode(text.charCodeAt(at) ^ 1);
      await place.write("tampered.json", text.slice(0, at) + other + text.slice(at + 1));
      const { code, err } = await place.charter("apply", "tampered.json", "--yes");
      codes.add(code);
      expect(err, `byte ${at}`).toContain("tampered.json");
      expect(err).not.toMatch(/\n\s+at /);
    }
    expect([...codes].sort()).toEqual([1, 3]);
    expect(await everything(place)).toBe(before);
  });

  it("says so where another change was written into it", async () => {
    const place = await withPlan(promoteLinus);
    const text = await place.read("plan.json");
    await place.write("plan.json", text.replace('"role": "member"', '"role": "owner"'));
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toMatch(/plan\.json:4:13: the plan was changed after it was saved: .*Plan again/);
  });

  it("says so where its end is missing", async () => {
    const place = await withPlan(promoteLinus);
    await place.write("plan.json", (await place.read("plan.json")).slice(0, -20));
    const { err } = await place.expectExit(1, "apply", "plan.json", "--yes");
    expect(err).toMatch(/plan\.json:\d+:\d+: this is no whole plan: it was cut off/);
  });

  it("is held to the rules even where its digest was made anew", async () => {
    const place = await withPlan(promoteLinus);
    const plan = JSON.parse(await place.read("plan.json"));
    plan.changes[0].after.role = "emperor";
    await place.write("plan.json", JSON.stringify({ ...plan, digest: digestOf(plan) }));
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toMatch(/✗ unknown-role members\/linus@acme\.example/);
  });
});

describe("a saved plan that is refused as a whole, asked for JSON", () => {
  type Saved = Parameters<typeof digestOf>[0];
  const other = (plan: Saved, change: Partial<Saved>): Saved => {
    const changed = { ...plan, ...change };
    return { ...changed, digest: digestOf(changed) };
  };

  it.each([
    ["digest-mismatch", (plan: Saved): Saved => ({ ...plan, base: { ...plan.base, version: 999 } })],
    ["target-mismatch", (plan: Saved) => other(plan, { api: "https://members.acme.example" })],
    ["role-model-mismatch", (plan: Saved) => other(plan, { roleModel: "ranked-roles" })],
    ["actor-mismatch", (plan: Saved) => other(plan, { actor: { ...plan.actor, email: "grace@acme.example" } })],
  ])("is a document with its refusals, as a stale one: %s", async (code, change) => {
    const place = await withPlan(promoteLinus);
    const plan = change(JSON.parse(await place.read("plan.json")));
    await place.write("plan.json", JSON.stringify(plan));
    const { out, err } = await place.expectExit(3, "apply", "plan.json", "--yes", "--json");
    const [refusal] = (JSON.parse(out) as { refusals: { message: string }[] }).refusals;
    expect(JSON.parse(out)).toMatchObject({
      organization: "acme",
      digest: plan.digest,
      message: "Refused for 1 reason: nothing will be written.",
      refusals: [{ code, address: "organization" }],
      outcomes: [],
    });
    expect(err).toBe(`error: ${refusal?.message}\n`);
    await place.write("other.json", JSON.stringify(plan));
    const many = await place.expectExit(3, "apply", "plan.json", "other.json", "--yes", "--json");
    expect(JSON.parse(many.out).organizations[1].result).toMatchObject({ refusals: [{ code }] });
  });
});

describe("a saved plan in the wrong place", () => {
  it("is refused by another API", async () => {
    const place = await withPlan(promoteLinus);
    await place.stop();
    const ran = await place.charterIn({ environment: { CHARTER_API: "embedded:api" } }, "apply", "plan.json", "--yes");
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/the plan was made for http:\/\/127\.0\.0\.1:\d+, and this is embedded:api/);
  });

  it("is refused with another one's token", async () => {
    const place = await withPlan(promoteLinus);
    const plan = JSON.parse(await place.read("plan.json"));
    plan.actor.email = "grace@acme.example";
    await place.write("plan.json", JSON.stringify({ ...plan, digest: digestOf(plan) }));
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toContain("the plan was made with the token of grace@acme.example, and this one is ada@acme.example's");
  });

  it("is refused where the API runs other rules", async () => {
    const place = await withPlan(promoteLinus);
    const plan = JSON.parse(await place.read("plan.json"));
    plan.roleModel = "ranked-roles";
    await place.write("plan.json", JSON.stringify({ ...plan, digest: digestOf(plan) }));
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toContain("by the role model ranked-roles, and the API runs standard");
  });

  it("finds no organization of another name", async () => {
    const place = await withPlan(promoteLinus);
    const plan = JSON.parse(await place.read("plan.json"));
    plan.organization = "beta";
    await place.write("plan.json", JSON.stringify({ ...plan, digest: digestOf(plan) }));
    const { err } = await place.expectExit(1, "apply", "plan.json", "--yes");
    expect(err).toContain("is the name right");
  });
});

describe("a saved plan that has become stale", () => {
  it.each([
    [
      "a person whom it promotes",
      promoteLinus,
      (live: string) => live.replace(/(linus@acme\.example\n\s+role: )viewer/, "$1billing-admin"),
      "members/linus@acme.example has changed",
    ],
    [
      "a person whom it promotes, who is gone",
      promoteLinus,
      (live: string) =>
        live.replace(
          / {2}- email: linus@acme\.example\n\s+role: viewer/,
          "  - { email: linus@acme.example, absent: true }",
        ),
      "members/linus@acme.example is gone",
    ],
    [
      "a person whom it invites, who was invited meanwhile",
      (text: string) => text.replace("tenants:", "  - { email: alan@acme.example, role: viewer }\ntenants:"),
      (live: string) => live.replace("\ntenants:", "\n  - { email: alan@acme.example, role: member }\n\ntenants:"),
      "members/alan@acme.example exists by now",
    ],
    [
      "a role that it hands out",
      (text: string) => text.replace("role: viewer", "role: auditor"),
      (live: string) => live.replace('permissions: ["audit-log:read"]', 'permissions: ["audit-log:read", read]'),
      "roles/auditor has changed",
    ],
    [
      "a tenant that it grants a role in",
      (text: string) =>
        text.replace("tenant-admin }]", "tenant-admin }, { email: linus@acme.example, role: tenant-member }]"),
      (live: string) => live.replace("title: Europe", "title: European Union"),
      "tenants/eu has changed",
    ],
    [
      "the title that it changes",
      (text: string) => text.replace("title: Acme", "title: Acme Limited"),
      (live: string) => live.replace("title: Acme", "title: Acme Incorporated"),
      "organization has changed",
    ],
  ])("by %s is refused by that name", async (_story, change, others, message) => {
    const place = await withPlan(change);
    await meanwhile(place, others);
    const before = await everything(place);
    const { err } = await place.expectExit(3, "apply", "plan.json", "--yes");
    expect(err).toMatch(/^Refused\n {2}✗ stale-plan /);
    expect(err).toContain(`${message} since this plan was made; plan again`);
    expect(await everything(place)).toBe(before);
  });

  it("says so in JSON as well", async () => {
    const place = await withPlan(promoteLinus);
    await meanwhile(place, (live) => live.replace(/(linus@acme\.example\n\s+role: )viewer/, "$1billing-admin"));
    const { out, err } = await place.expectExit(3, "apply", "plan.json", "--yes", "--json");
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      refusals: [{ code: "stale-plan", address: "members/linus@acme.example" }],
      outcomes: [],
    });
  });

  it.each([
    ["somebody else is promoted", (live: string) => live.replace(/(grace@acme\.example\n\s+role: )admin/, "$1member")],
    [
      "somebody else is invited",
      (live: string) => live.replace("\ntenants:", "\n  - { email: alan@acme.example, role: member }\n\ntenants:"),
    ],
    ["the organization gets another title", (live: string) => live.replace("title: Acme", "title: Acme Limited")],
    ["a role is edited that it has nothing to do with", (live: string) => live.replace('["audit-log:read"]', "[read]")],
  ])("nowhere that it touches is applied: %s", async (_story, others) => {
    const place = await withPlan(promoteLinus);
    await meanwhile(place, others);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(await everything(place)).toMatch(/linus@acme\.example\n\s+role: member/);
  });
});

describe("a plan that is refused", () => {
  it("is saved, and applies to nothing", async () => {
    const place = await openWorkplace();
    await place.write(
      "charter.yaml",
      "charter: v1\norganization: acme\nmembers:\n  - { email: ada@acme.example, role: member }\n",
    );
    const { out } = await place.expectExit(3, "plan", "--out", "plan.json");
    expect(out).toMatch(/✗ last-owner members\/ada@acme\.example/);
    expect(out).toContain("nothing will be written");
    await place.expectExit(3, "apply", "plan.json", "--yes");
    await place.expectExit(3, "apply", "--yes");
    await place.expectExit(3, "drift");
    expect(await readdir(join(place.folder))).not.toContain(".charter");
  });

  it("passes with the guard switched off by its name, which the plan records", async () => {
    const place = await openWorkplace();
    const people = Array.from(
      { length: 8 },
      (_, index) => `  - { email: p${index}@acme.example, role: viewer }\n`,
    ).join("");
    const head =
      "charter: v1\norganization: acme\nunmanaged: { members: remove }\nmembers:\n  - { email: ada@acme.example, role: owner }\n";
    await place.write("charter.yaml", head + people);
    await place.expectExit(0, "apply", "--yes");
    await place.write("charter.yaml", head);
    const refused = await place.expectExit(3, "apply", "--yes");
    expect(refused.out).toContain("`--allow too-many-removals` lets this plan pass");
    const { out } = await place.expectExit(0, "apply", "--yes", "--allow", "too-many-removals");
    expect(out).toContain("switched off: too-many-removals");
    await place.expectExit(0, "drift");
  });
});
