import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHARTER, runBash } from "../_support/action-runner.ts";
import { type Fate, gateway } from "../_support/gateway.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const PEOPLE = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
  - { email: bob@acme.example, role: viewer }
`;

async function settled(): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", PEOPLE);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  return place;
}

async function roleOfBob(place: Workplace): Promise<string | undefined> {
  const { out } = await place.expectExit(0, "show", "members", "--json", "--organization", "acme");
  return (JSON.parse(out) as { email: string; role: string }[]).find(({ email }) => email === "bob@acme.example")?.role;
}

/** A checkout of its own with a charter that gives Bob this role, and a plan of it. */
async function planned(place: Workplace, role: string): Promise<{ folder: string; role: string }> {
  const folder = join(place.folder, role);
  await mkdir(folder);
  await writeFile(join(folder, "charter.yaml"), PEOPLE.replace("role: viewer", `role: ${role}`));
  expect((await place.charterIn({ cwd: folder }, "plan", "--out", "plan.json")).code).toBe(0);
  return { folder, role };
}

/** The command as a process of its own. */
const applyIn = (folder: string, place: Workplace, api = place.url) =>
  runBash(`${CHARTER} apply plan.json --yes`, folder, { CHARTER_API: api, CHARTER_TOKEN: place.token });

describe("two pipelines that apply at once", () => {
  it("with different plans for one person: one applies, the other says what has changed and writes nothing", async () => {
    const place = await settled();
    const pipelines = [await planned(place, "member"), await planned(place, "admin")] as const;
    const ended = await Promise.all(pipelines.map(({ folder }) => applyIn(folder, place)));
    const codes = ended.map(({ code }) => code);
    const winner = codes.indexOf(0);
    expect(
      codes.filter((code) => code === 0),
      ended.map(({ out, err }) => out + err).join("\n"),
    ).toHaveLength(1);
    expect(await roleOfBob(place)).toBe(pipelines[winner]?.role);
    const loser = ended[1 - winner];
    // Refused before it wrote, or by the API while it did.
    expect([3, 4]).toContain(loser?.code);
    expect(`${loser?.out}${loser?.err}`).toMatch(/members\/bob@acme\.example|bob@acme\.example/);
    expect(`${loser?.out}${loser?.err}`).toMatch(/stale-plan|changed|failed/);
  });

  it("with one plan in one checkout: the second is told who is applying it", async () => {
    const place = await settled();
    const { folder } = await planned(place, "member");
    const both = { second: undefined as Promise<unknown> | undefined };
    const told: string[] = [];
    // The first one's write waits at the gateway until the second one has ended.
    const api = await gateway(place.url, async ({ method }): Promise<Fate> => {
      if (method !== "PATCH") return "pass";
      both.second ??= applyIn(folder, place, api).then(({ code, err }) => void told.push(`${code} ${err}`));
      await both.second;
      return "pass";
    });
    const plan = JSON.parse(await readFile(join(folder, "plan.json"), "utf8")) as { api: string };
    expect(plan.api).toBe(place.url);
    expect((await place.charterIn({ cwd: folder }, "plan", "--api", api, "--out", "plan.json")).code).toBe(0);
    const first = await applyIn(folder, place, api);
    expect(first.code, first.out + first.err).toBe(0);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^1 error: this plan is being applied already, by process \d+ on /);
    expect(await roleOfBob(place)).toBe("member");
  });

  it("with the same plan in two checkouts: each change is carried out once", async () => {
    const place = await settled();
    const { folder } = await planned(place, "member");
    const other = join(place.folder, "other");
    await mkdir(other);
    await writeFile(join(other, "plan.json"), await readFile(join(folder, "plan.json")));
    const before = await changesOf(place);
    const ended = await Promise.all([applyIn(folder, place), applyIn(other, place)]);
    expect(ended.map(({ code }) => code)).toContain(0);
    for (const { code } of ended) expect([0, 3]).toContain(code);
    expect((await changesOf(place)) - before).toBe(1);
    expect(await roleOfBob(place)).toBe("member");
  });
});

async function changesOf(place: Workplace): Promise<number> {
  const answer = await fetch(`${place.url}/v1/organizations/acme/audit-events?limit=1000`, {
    headers: { authorization: `Bearer ${place.token}` },
  });
  return ((await answer.json()) as { total: number }).total;
}

describe("a plan file that is not for here", () => {
  it("of another version, organization or API is refused in a sentence, and nothing is written", async () => {
    const place = await settled();
    const { folder } = await planned(place, "admin");
    const text = await readFile(join(folder, "plan.json"), "utf8");
    const other = await openWorkplace({ organization: "beta", owner: "ada@acme.example" });
    const attempt = async (plan: string, environment: Record<string, string> = {}) => {
      await writeFile(join(folder, "plan.json"), plan);
      const { code, err } = await place.charterIn({ cwd: folder, environment }, "apply", "plan.json", "--yes");
      return `${code} ${err}`;
    };
    expect(await attempt(text.replace("charter-plan/v1", "charter-plan/v2"))).toMatch(
      /^1 error: plan\.json:2:\d+: this is a plan of the format "charter-plan\/v2"; this version reads charter-plan\/v1/,
    );
    expect(await attempt(text.replace('"organization": "acme"', '"organization": "beta"'))).toMatch(
      /^3 error: plan\.json:4:\d+: the plan was changed after it was saved/,
    );
    expect(await attempt(text, { CHARTER_API: other.url, CHARTER_TOKEN: other.token })).toMatch(
      /^3 error: the plan was made for http:\/\/127\.0\.0\.1:\d+, and this is http:\/\/127\.0\.0\.1:\d+\. Plan again/,
    );
    expect(await attempt(text, { CHARTER_TOKEN: other.token })).toMatch(/^1 error: /);
    expect(await roleOfBob(place)).toBe("viewer");
  });
});
