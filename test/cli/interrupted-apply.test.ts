import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

/** Runs an apply that gets Ctrl-C as soon as so many changes have ended. */
async function interruptedAfter(place: Workplace, count: number, ...argv: string[]) {
  const controller = new AbortController();
  let ended = 0;
  const onErr = (text: string) => {
    if (text.startsWith("done")) ended += 1;
    if (ended === count) controller.abort();
  };
  return await place.charterIn({ signal: controller.signal, onErr }, "apply", ...argv);
}

const BEFORE = `charter: v1
organization: acme
roles:
  helper: { permissions: [read] }
  scribe: { permissions: [read] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: admin }
  - { email: linus@acme.example, role: member, permissions: { "policies:create": deny } }
  - { email: alan@acme.example, role: helper }
  - { email: barbara@acme.example, role: viewer }
tenants:
  eu: { title: Europe, members: [{ email: linus@acme.example, role: tenant-member }, { email: barbara@acme.example, role: tenant-member }] }
  us: { title: America }
projects:
  wearables: { tenant: eu, members: [{ email: linus@acme.example, role: project-developer }] }
  portal: { tenant: us }
`;

/** Roles edited and deleted, people moved, removed and invited, places made and unmade: every kind of consequence. */
const AFTER = `charter: v1
organization: acme
title: Acme
unmanaged: { members: remove, roles: remove, tenants: remove, projects: remove, grants: remove }
roles:
  helper: { permissions: [read, "issues:triage"] }
  judge: { permissions: ["audit-log:read"] }
members:
  - { email: ada@acme.example, role: owner }
  - { email: grace@acme.example, role: owner }
  - { email: linus@acme.example, role: judge, permissions: { "policies:create": allow } }
  - { email: alan@acme.example, role: helper, attributes: { memberType: freelancer } }
  - { email: katherine@acme.example, role: judge }
tenants:
  eu: { title: European Union, members: [{ email: linus@acme.example, role: tenant-admin }, { email: grace@acme.example, role: tenant-admin }] }
projects:
  wearables: { tenant: eu, title: Wearables, members: [{ email: linus@acme.example, role: project-admin }, { email: alan@acme.example, role: project-viewer }] }
  gears: { tenant: eu, members: [{ email: alan@acme.example, role: project-developer }] }
`;

const ALLOW = ["--allow", "too-many-removals"];

async function settled(): Promise<Workplace> {
  const place = await openWorkplace();
  await place.write("charter.yaml", BEFORE);
  await place.expectExit(0, "apply", "--yes");
  await place.acceptAll();
  await place.expectExit(0, "apply", "--yes");
  await place.write("charter.yaml", AFTER);
  return place;
}

describe("an apply that is interrupted", () => {
  it("ends with exit code 4, a report of every change and the journal", async () => {
    const place = await settled();
    const { code, out, err } = await interruptedAfter(place, 3, "--yes", "--concurrency", "2", ...ALLOW);
    expect(code).toBe(4);
    expect(err).toContain("interrupted: waiting for what is under way");
    expect(err).toMatch(/run the same again to go on; the journal is \.charter\/journal\/[0-9a-f]{64}\.jsonl/);
    expect(out).toMatch(/not-attempted c\d+ /);
    expect(out).toMatch(/Applied: \d+ done, \d+ not-attempted\./);
    const [planned = 0] = [out.match(/^Plan: (\d+) to add, (\d+) to change, (\d+) to remove/m)].map((found) =>
      (found ?? []).slice(1).reduce((sum, number) => sum + Number(number), 0),
    );
    expect(planned).toBeGreaterThan(15);
    expect(out.match(/^(done|not-attempted) +c\d+/gm)).toHaveLength(planned);
  });

  it("is gone on with by the next apply of the charter", async () => {
    const place = await settled();
    expect((await interruptedAfter(place, 5, "--yes", "--concurrency", "1", ...ALLOW)).code).toBe(4);
    await place.expectExit(0, "apply", "--yes", ...ALLOW);
    expect((await place.expectExit(0, "plan")).out).not.toMatch(/^Plan:/m);
  });

  it("is gone on with from its plan file, after whichever change it stopped", async () => {
    const probe = await settled();
    const { out } = await probe.expectExit(0, "plan", "--json", ...ALLOW);
    const { length } = (JSON.parse(out) as { changes: unknown[] }).changes;
    let reached: string | undefined;
    for (let stop = 1; stop < length; stop += 3) {
      const place = await settled();
      await place.expectExit(0, "plan", "--out", "plan.json", ...ALLOW);
      const first = await interruptedAfter(place, stop, "plan.json", "--yes", "--concurrency", "1");
      expect(first.code, `after ${stop}: ${first.out}`).toBe(4);
      const second = await place.expectExit(0, "apply", "plan.json", "--yes");
      expect(second.out).toContain(`Applied: ${length} done.`);
      const live = (await place.expectExit(0, "export", "--organization", "acme")).out;
      reached ??= live;
      expect(live, `after ${stop}`).toBe(reached);
      const letters = await place.letters();
      expect(letters.filter((to) => to === "katherine@acme.example")).toHaveLength(1);
    }
  });

  it("before it began reads nothing more and writes nothing", async () => {
    const place = await settled();
    const { code, err } = await place.charterIn({ signal: AbortSignal.abort() }, "apply", "--yes", ...ALLOW);
    expect(code).toBe(1);
    expect(err).toMatch(/interrupted/);
  });
});

/** As if the process had been killed after the API had carried these changes out and before it could note the answers. */
async function forgetAnswers(place: Workplace, ids: (id: string) => boolean): Promise<number> {
  const { digest } = JSON.parse(await place.read("plan.json")) as { digest: string };
  const file = `.charter/journal/${digest.replace("sha256:", "")}.jsonl`;
  const lines = (await place.read(file)).split("\n");
  const kept = lines.filter((line) => {
    if (line === "") return true;
    const { id, state } = JSON.parse(line) as { id?: string; state?: string };
    return state !== "done" || !ids(id ?? "");
  });
  await place.write(file, kept.join("\n"));
  return lines.length - kept.length;
}

describe("an apply that was killed before it heard the answers", () => {
  it("asks again in the same words, and nothing happens twice", async () => {
    const place = await settled();
    await place.expectExit(0, "plan", "--out", "plan.json", ...ALLOW);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    const live = (await place.expectExit(0, "export", "--organization", "acme")).out;
    const letters = await place.letters();
    for (const some of [() => true, (id: string) => Number(id.slice(1)) % 2 === 0, (id: string) => id.length > 2]) {
      expect(await forgetAnswers(place, some)).toBeGreaterThan(5);
      const { out } = await place.expectExit(0, "apply", "plan.json", "--yes");
      expect(out).not.toMatch(/^(failed|unknown|not-attempted)/m);
      expect((await place.expectExit(0, "export", "--organization", "acme")).out).toBe(live);
      expect(await place.letters()).toEqual(letters);
    }
  });

  it("goes on even where the token's owner had handed on the ownership", async () => {
    const place = await openWorkplace({ roleModel: "ranked-roles" });
    const people = (owner: string, admin: string, third: string) =>
      `charter: v1\norganization: acme\nmembers:\n  - { email: ${owner}@acme.example, role: owner }\n  - { email: ${admin}@acme.example, role: admin }\n  - { email: linus@acme.example, role: ${third} }\n`;
    await place.write("charter.yaml", people("ada", "grace", "viewer"));
    await place.expectExit(0, "apply", "--yes");
    await place.acceptAll();
    await place.write("charter.yaml", people("grace", "ada", "member"));
    const { out } = await place.expectExit(0, "plan", "--json", "--out", "plan.json");
    const { changes } = JSON.parse(out) as { changes: { kind: string }[] };
    expect(changes.map(({ kind }) => kind)).toEqual(["change-role", "transfer-ownership"]);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(await forgetAnswers(place, (id) => id === "c2")).toBe(1);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    await place.expectExit(0, "drift");
  });
});

describe("the journal", () => {
  it("never holds the token, nor does the saved plan", async () => {
    const place = await settled();
    await place.expectExit(0, "plan", "--out", "plan.json", ...ALLOW);
    await place.expectExit(0, "apply", "plan.json", "--yes");
    const folder = join(place.folder, ".charter", "journal");
    const journals = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
    expect(journals.length).toBeGreaterThan(0);
    for (const journal of journals) expect(journal).toContain('"state":"done"');
    for (const text of [...journals, await place.read("plan.json")]) expect(text).not.toContain(place.token);
  });
});
