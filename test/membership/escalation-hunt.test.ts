import { describe, expect, test } from "vitest";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { hunt } from "../_support/escalation/hunt.ts";
import { isOpenByDocument, searchAll } from "../_support/escalation/search-all.ts";
import { type Situation, type Way, worldOf } from "../_support/escalation/worlds.ts";

const extent = process.env.CHARTER_FAULTS === "whole" ? "whole" : "bounded";

/*
 * The claim, for Eve and whatever second account she controls, at each place, after any sequence of changes that the
 * rules permit to them (test/_support/escalation/bound.ts): no permission and no level beyond
 *
 *   alone                    what she held there and above at the start; and where she assigns roles from a wider scope,
 *                            the roles of this one, for she is above them all (rules 2 and 5);
 *   with a second account    as well what the roles give that she may assign there. At or below her level, or in her
 *                            role's list; nothing where she acts through a custom role, under a denial or a ceiling,
 *                            but what she holds (rules 2 and 4);
 *   as an approver           as alone for herself, as with a second account for the author of the plans.
 *
 * And whoever stands above Eve, an owner where she is none, loses nothing by anything of it.
 *
 * The keystone is come to only by who holds it. In `ranked-roles` and `standard` the second way includes
 * `billing:manage` for an admin, because `billing-admin` ranks below. In `custom-roles` see below.
 */
const WAYS: readonly Way[] = ["alone", "with a second account", "as an approver"];

describe.each(builtInDocuments().map(({ key }) => key))("from every small organization on %s", (on) => {
  test.each(WAYS)("no sequence of permitted changes gives anybody more than is lawful, %s", (way) => {
    const { situations, states, steps, escalations } = searchAll(on, way, extent, isOpenByDocument);
    process.stdout.write(`${on}, ${way}: ${situations} starts, ${states} states, ${steps} permitted steps\n`);
    expect(escalations).toEqual([]);
    expect(states).toBeGreaterThan(situations);
  });
});

describe("the search", () => {
  const recruiter: Situation = { on: "ranked-roles", role: ["members:manage"], bare: true, words: {} };
  const admin: Situation = { on: "ranked-roles", role: "admin", bare: true, words: {} };
  const teamAdmin: Situation = { on: "permission-overrides", role: "admin", words: {} };

  test.each([
    ["role-above-actor", teamAdmin, "with a second account", 2],
    ["member-above-actor", { ...teamAdmin, words: { overrides: ["logs:read"] } }, "alone", 1],
    ["member-above-actor", { ...teamAdmin, words: { roles: ["member"] } }, "with a second account", 1],
    ["permission-not-held", recruiter, "with a second account", 2],
    ["self-promotion", admin, "alone", 1],
    ["permission-missing", { ...admin, role: "viewer" }, "with a second account", 1],
    ["owner-by-transfer-only", { ...admin, role: "owner", ceiling: "admin" }, "with a second account", 0],
  ] as const)(
    "finds what %s keeps out, by the shortest way, or that another rule does too",
    (rule, situation, way, length) => {
      const { escalation } = hunt(worldOf(situation, way, rule));
      expect(escalation?.trail.length ?? 0, escalation?.trail.join("\n")).toBe(length);
    },
  );

  test("finds what the document of custom-roles leaves open: with addRole, a second account comes to everything", () => {
    const permissions = ["addRole", "inviteUser"];
    const definitions = [permissions, ["logs", "license"]].map((one) => ({
      scope: "organization" as const,
      permissions: one,
    }));
    const situation: Situation = { on: "custom-roles", role: permissions, bare: true, words: { definitions } };
    expect(hunt(worldOf(situation, "alone")).escalation).toBeUndefined();
    const { escalation } = hunt(worldOf(situation, "with a second account"));
    expect(escalation?.gain).toContain("gains license, logs at organization");
    expect(escalation?.trail.at(-1)).toMatch(/(update|change)-role/);
  });
});
