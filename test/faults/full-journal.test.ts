import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idempotencyKey } from "../../src/apply/idempotency-key.ts";
import { Journal } from "../../src/apply/journal.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { gateway } from "../_support/gateway.ts";
import { mountPermitted, smallDisk } from "../_support/small-disk.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

const whole = process.env.CHARTER_FAULTS === "whole";
const PEOPLE = Array.from(
  { length: whole ? 460 : 160 },
  (_, index) => `p${String(index).padStart(3, "0")}@acme.example`,
);
const TENANTS = Array.from({ length: whole ? 40 : 10 }, (_, index) => `t${index}`);
const CHANGES = PEOPLE.length + TENANTS.length;
const PAGE = 4096;

const HEAD = `charter: v1
organization: acme
members:
  - { email: ada@acme.example, role: owner }
`;
const CHARTER = [
  HEAD.trimEnd(),
  ...PEOPLE.map((email) => `  - { email: ${email}, role: viewer }`),
  "tenants:",
  ...TENANTS.map((tenant) => `  ${tenant}: {}`),
  "",
].join("\n");

interface Report {
  readonly digest: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly outcomes: readonly { readonly id: string; readonly outcome: string; readonly message?: string }[];
}

/** What the API did for the plan. */
async function carriedOut({ url, token }: Workplace): Promise<number> {
  const answer = await fetch(`${url}/v1/organizations/acme/audit-events?limit=1000`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await answer.json()) as { items: { planDigest?: string }[] };
  return items.filter(({ planDigest }) => planDigest !== undefined).length;
}

/** Keys of the changes of which the journal says that they went out. */
async function noted(place: Workplace, digest: string): Promise<Set<string>> {
  const folder = join(".charter", "journal");
  const file = (await readdir(join(place.folder, folder))).find((name) => name.endsWith(".jsonl"));
  const lines = file === undefined ? [] : (await place.read(join(folder, file))).split("\n");
  const sent = lines.filter((line) => line.endsWith("}") && line.includes('"state":"sent"'));
  return new Set(sent.map((line) => idempotencyKey(digest, (JSON.parse(line) as { id: string }).id)));
}

/** Makes the journal of the plan as long as a page but for so many bytes. */
async function fillPage(place: Workplace, room: number): Promise<void> {
  const { digest, organization, api } = JSON.parse(await place.read("plan.json")) as Plan;
  const directory = join(place.folder, ".charter", "journal");
  const journal = await Journal.open({ directory, digest, organization, api, started: "2026-11-22T12:00:00.000Z" });
  const line = (code: string) => ({ id: "of an earlier run", state: "failed", code }) as const;
  const short = (await stat(journal.file)).size + Buffer.byteLength(JSON.stringify(line(""))) + 1;
  await journal.ended(line("x".repeat(PAGE - room - short)));
  await journal.close();
}

if (mountPermitted) {
  test("on a disk that has room for some lines more each time, an apply goes on by as many changes as it can note down", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", CHARTER);
    await mkdir(join(place.folder, ".charter"));
    const disk = smallDisk(join(place.folder, ".charter"));
    const sent = new Set<string>();
    const api = await gateway(place.url, ({ method, idempotencyKey: key }) => {
      if (method !== "GET") sent.add(key ?? "");
      return "pass";
    });
    const apply = () => place.charter("apply", "plan.json", "--yes", "--json", "--api", api);
    await place.expectExit(0, "plan", "--out", "plan.json", "--api", api);
    const { digest } = JSON.parse(await place.read("plan.json")) as Report;
    const codes: number[] = [];
    for (let pages = 0; codes.at(-1) !== 0; pages++) {
      // For nothing; for the lock; for the lock and a page of lines.
      disk.leave(Math.min(pages, 2) * PAGE);
      const before = sent.size;
      const { code, out, err } = await apply();
      codes.push(code);
      disk.clear();
      expect((await readdir(join(place.folder, ".charter", "journal"))).filter(isNoJournal)).toEqual([]);
      expect(sent.difference(await noted(place, digest)), "sent, and not in the journal").toEqual(new Set());
      if (code === 0) break;
      expect(`${out}${err}`).toMatch(/cannot write .*\.jsonl: ENOSPC: no space left on device/);
      if (code === 1) expect([sent.size, out]).toEqual([before, ""]);
      else {
        const { summary, outcomes } = JSON.parse(out) as Report;
        expect(outcomes).toHaveLength(CHANGES);
        expect(summary).toMatchObject({ failed: 0, done: await carriedOut(place) });
        expect(err).toContain("run the same again to go on");
      }
    }
    expect(codes.filter((code) => code === 1).length, String(codes)).toBeGreaterThan(0);
    expect(codes.filter((code) => code === 4).length, String(codes)).toBeGreaterThan(whole ? 5 : 1);
    expect(codes).toEqual(codes.toSorted((left, right) => order(left) - order(right)));
    expect(await carriedOut(place)).toBe(CHANGES);
    expect(await place.letters()).toEqual(PEOPLE);
    await place.expectExit(0, "drift");
    process.stdout.write(`a full disk: exit codes ${codes.join(" ")} in ${CHANGES} changes\n`);
  });

  test("a last change that is done, and can only not be noted down as done, is done, with a warning", async () => {
    const place = await openWorkplace();
    await place.write("charter.yaml", `${HEAD}  - { email: p1@acme.example, role: viewer }\n`);
    await mkdir(join(place.folder, ".charter"));
    const disk = smallDisk(join(place.folder, ".charter"));
    await place.expectExit(0, "plan", "--out", "plan.json");
    await fillPage(place, Buffer.byteLength(JSON.stringify({ id: "c1", state: "sent" })) + 1);
    disk.leave(PAGE);
    const { out, err } = await place.expectExit(0, "apply", "plan.json", "--yes");
    expect(out).toContain("Applied: 1 done.");
    expect(err).toMatch(
      /^warning: cannot write .*: ENOSPC.*; what is not in it, another run of this plan asks for again$/m,
    );
    disk.clear();
    expect((await place.expectExit(0, "apply", "plan.json", "--yes")).err).not.toContain("warning");
    expect(await place.letters()).toEqual(["p1@acme.example"]);
  });
}

function isNoJournal(name: string): boolean {
  return !name.endsWith(".jsonl");
}

/** Nothing could be begun; some of it could be done; all of it. */
function order(code: number): number {
  return [1, 4, 0].indexOf(code);
}
