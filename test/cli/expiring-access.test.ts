import { describe, expect, it } from "vitest";
import type { PlanDocument } from "../../src/plan/generated/plan-document.ts";
import { openFakeGithub } from "../_support/fake-github.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const CHARTER = `charter: v1
organization: acme
groups: { crew: [grace@acme.example, linus@acme.example] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: member, until: 2026-12-01 }
  - { email: bob@acme.example, role: viewer, until: 2026-11-29 }
tenants:
  eu: { members: [{ group: crew, role: tenant-member, until: 2026-11-30 }] }
`;

/** Everybody is in, as the charter of 2026-11-22 wants it. */
async function settled(): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", CHARTER);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  await place.expectExit(0, "apply", "--yes");
  return place;
}

const on = (place: Workplace, today: string, ...argv: string[]) => place.charterIn({ today }, ...argv);

describe("access that expires soon", () => {
  it("is announced 14 days ahead, by day, in text, JSON and markdown", async () => {
    const place = await settled();
    const { out } = await on(place, "2026-11-22", "plan");
    expect(out).toContain(
      `Expiring soon
  members/bob@acme.example               viewer         until 2026-11-29
  tenants/eu/members/grace@acme.example  tenant-member  until 2026-11-30
  tenants/eu/members/linus@acme.example  tenant-member  until 2026-11-30
  members/linus@acme.example             member         until 2026-12-01
`,
    );
    const { expiring } = JSON.parse((await on(place, "2026-11-22", "plan", "--json")).out) as PlanDocument;
    expect(expiring?.[0]).toEqual({
      address: "members/bob@acme.example",
      role: "viewer",
      until: "2026-11-29",
      source: { file: "charter.yaml", line: 8, column: 5 },
    });
    const markdown = (await on(place, "2026-11-22", "drift", "--format", "markdown")).out;
    expect(markdown).toContain("#### Expiring soon");
    expect(markdown).toContain("2026-11-29 is the last day");
  });

  it("is announced as many days ahead as asked for, from the first of them to the last, and not at all with 0", async () => {
    const place = await settled();
    const days = async (today: string, ...argv: string[]) =>
      (await on(place, today, "plan", ...argv)).out.match(/until \d{4}-\d\d-\d\d/g)?.length ?? 0;
    expect(await days("2026-11-14")).toBe(0);
    expect(await days("2026-11-15")).toBe(1);
    expect(await days("2026-11-22", "--expiring", "8")).toBe(3);
    expect(await days("2026-11-29", "--expiring", "1")).toBe(3);
    expect(await days("2026-11-22", "--expiring", "0")).toBe(0);
    expect((await place.expectExit(1, "plan", "--expiring", "soon")).err).toContain(
      "It must be a whole number from 0 to 3660.",
    );
  });

  it("alters neither a plan nor its digest: plans of two days are one plan, and a printed one can be applied", async () => {
    const place = await settled();
    await place.write("charter.yaml", CHARTER.replace("role: admin", "role: owner"));
    const plan = async (today: string) => JSON.parse((await on(place, today, "plan", "--json")).out) as PlanDocument;
    const [early, late] = [await plan("2026-11-01"), await plan("2026-11-22")];
    expect(early.expiring).toBeUndefined();
    expect(late.expiring).toHaveLength(4);
    expect(early.digest).toBe(late.digest);
    await place.expectExit(0, "plan", "--out", "saved.json");
    expect(await place.read("saved.json")).not.toContain("expiring");
    await place.write("printed.json", (await place.expectExit(0, "plan", "--json")).out);
    await place.expectExit(0, "apply", "printed.json", "--yes");
  });

  it("is removed by the plan of the day after, and not of the last day", async () => {
    const place = await settled();
    expect((await on(place, "2026-11-29", "drift")).code).toBe(0);
    const after = await on(place, "2026-11-30", "drift");
    expect(after.code).toBe(2);
    expect(after.out).toContain("- bob@acme.example  remove viewer");
    expect((await on(place, "2026-11-30", "apply", "--yes")).code).toBe(0);
    expect((await on(place, "2026-11-30", "drift")).code).toBe(0);
  });

  it("keeps the issue of a schedule: first as a warning, then as a removal, and closed once that is applied", async () => {
    const place = await settled();
    const github = await openFakeGithub();
    const drift = (today: string) =>
      place.charterIn({ today, environment: github.environment() }, "drift", "--issue", "github", "--expiring", "3");
    expect((await drift("2026-11-20")).code).toBe(0);
    expect(github.issues).toHaveLength(0);
    expect((await drift("2026-11-27")).code).toBe(0);
    expect(github.issues[0]).toMatchObject({ state: "open", title: "Access in acme expires soon" });
    expect(github.issues[0]?.body).toContain("From the day after, the removal is planned by itself.");
    expect((await drift("2026-11-30")).code).toBe(2);
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]).toMatchObject({ state: "open", title: "Memberships of acme differ from the charter" });
    expect(github.issues[0]?.body).toContain("`bob@acme.example` remove viewer");
    for (const day of ["2026-11-30", "2026-12-01", "2026-12-02"])
      expect((await on(place, day, "apply", "--yes")).code).toBe(0);
    expect((await drift("2026-12-02")).code).toBe(0);
    expect(github.issues[0]?.state).toBe("closed");
  });

  it("is not announced for people who are gone already", async () => {
    const place = await settled();
    await place.write("charter.yaml", CHARTER.replace("role: admin", "role: admin, until: 2026-11-01"));
    const { out } = await on(place, "2026-11-22", "plan");
    expect(out).not.toContain("tenants/eu/members/grace@acme.example  tenant-member  until");
    expect(out).toContain("tenants/eu/members/linus@acme.example  tenant-member  until");
  });
});
