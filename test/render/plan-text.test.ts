import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/diagnostics/display-width.ts";
import type { Plan, PlannedChange } from "../../src/plan/plan.ts";
import { columnsText } from "../../src/render/columns.ts";
import { planText } from "../../src/render/plan-text.ts";
import { wrapText, wrapWords } from "../../src/render/wrap.ts";
import { planOf } from "../_support/plan-of.ts";

function plan(): Plan {
  const base = planOf([
    {
      change: {
        kind: "create-role",
        role: "incident-responder",
        scope: "organization",
        title: "Incident responder",
        permissions: ["api-keys:create", "audit-log:read", "issues:triage", "policies:create", "read"],
      },
    },
    { change: { kind: "invite-member", email: "grace@acme.example", role: "admin", attributes: {} } },
    { change: { kind: "change-role", email: "x@acme.example", role: "viewer" }, after: { role: "viewer" } },
    { change: { kind: "remove-member", email: "a-person-with-a-very-long-address-indeed@subsidiary.acme.example" } },
  ]);
  const lines: readonly Partial<PlannedChange>[] = [
    { source: { file: "charter.yaml", line: 9, column: 1 } },
    {
      privilege: "broadens",
      effects: ["grants sensitive members:manage, permissions:override and roles:manage, and takes seat 12 of 25"],
      source: { file: "charter.yaml", line: 120, column: 1 },
    },
    { before: { role: "admin" }, source: { file: "charter.yaml", line: 31, column: 1 } },
    { before: { role: "member" } },
  ];
  return {
    ...base,
    changes: base.changes.map((change, index) => ({ ...change, ...lines[index] })),
    access: [
      {
        email: "grace@acme.example",
        scope: "organization",
        gains: [
          "audit-log:read",
          "members:manage",
          "policies:create",
          "roles:manage",
          "settings:manage",
          "tenants:manage",
        ],
        loses: ["read"],
        once: "invitation accepted",
      },
    ],
    waiting: [
      { address: "tenants/eu/members/grace@acme.example", for: "invitation accepted", role: "tenant-admin" },
      { address: "members/grace@acme.example", for: "invitation accepted", role: "admin" },
    ],
    unmanaged: [{ address: "members/old@acme.example", role: "viewer" }, { address: "tenants/us" }],
    refusals: [
      {
        code: "role-above-actor",
        address: "members/grace@acme.example",
        message: "ci@acme.example, a security-lead, may not hand out admin: it is above what their role may assign",
        source: { file: "charter.yaml", line: 120, column: 5 },
      },
    ],
  };
}

function lines(width: number | undefined): string[] {
  return planText(plan(), { color: false, width }).split("\n");
}

describe("a plan on a terminal", () => {
  it.each([80, 100, 120, 200])("of %i columns breaks no line that has words to break between", (width) => {
    for (const line of lines(width)) {
      if (!line.includes("a-person-with-a-very-long-address"))
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    }
  });

  it.each([80, 120, undefined])("of %s columns has its sources below each other", (width) => {
    const short = lines(width).filter((line) => /charter\.yaml:(120|31)$/.test(line));
    expect(short).toHaveLength(2);
    expect(new Set(short.map((line) => displayWidth(line.slice(0, line.indexOf("charter.yaml")))))).toHaveLength(1);
  });

  it("says in full what broadens where there is room, and else by its mark", () => {
    expect(lines(120).find((line) => line.includes("+ grace@acme.example"))).toContain("▲ broadens");
    expect(lines(80).join("\n")).not.toContain("▲ broadens");
    expect(lines(80).find((line) => line.includes("+ grace@acme.example"))).toMatch(
      /invite as admin +▲ +charter\.yaml:120$/,
    );
    expect(planText({ ...plan(), refusals: [] }, { color: false, width: 80 })).toContain("▲ 1 broadens privileges");
  });

  it("goes on with a long list of permissions below where it began", () => {
    const text = lines(90);
    const at = text.findIndex((line) => line.includes("+ incident-responder"));
    const begins = (text[at] ?? "").indexOf("create organization role");
    expect((text[at + 1] ?? "").search(/\S/)).toBe(begins);
    expect(text.join(" ").replace(/ +/g, " ")).toContain("+audit-log:read +members:manage +policies:create");
  });

  it("puts sources on lines of their own where a column of them has no room", () => {
    expect(lines(44)).toContain("      at charter.yaml:120");
  });

  it("is one line a change where there is none", () => {
    expect(lines(undefined).filter((line) => /^ {2}[+~-] /.test(line))).toHaveLength(4);
    expect(lines(undefined).find((line) => line.includes("+ incident-responder"))).toMatch(
      /create, read {2}charter\.yaml:9$|read +charter\.yaml:9$/,
    );
  });

  it("groups what waits by its reason, with addresses and roles in columns", () => {
    const text = lines(80).join("\n");
    expect(text).toContain(
      "Waiting for: invitation accepted\n  tenants/eu/members/grace@acme.example  tenant-admin\n  members/grace@acme.example             admin\n",
    );
    expect(text).toContain("Live, but declared nowhere\n  members/old@acme.example  viewer\n  tenants/us\n");
  });

  it("has the same words in colour", () => {
    const coloured = planText(plan(), { color: true, width: 80 });
    expect(coloured).toContain("\u001b[32m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(planText(plan(), { color: false, width: 80 }));
  });

  it("lets no address move the cursor", () => {
    const evil = planOf([
      { change: { kind: "invite-member", email: "x\u001b[2J@acme.example", role: "viewer", attributes: {} } },
    ]);
    expect(planText(evil, { color: false, width: 80 })).not.toContain("\u001b");
  });
});

describe("columns", () => {
  it("count what a terminal shows, not letters", () => {
    const text = columnsText(
      [
        ["日本", "x"],
        ["ab", "y"],
        ["é", "z"],
      ],
      undefined,
    );
    expect(text).toBe("日本  x\nab    y\né     z");
  });

  it("wrap the widest where they are wider than the terminal", () => {
    const words = Array.from({ length: 20 }, (_, index) => `permission-${index}`).join(", ");
    const text = columnsText([["admin", words, "80"]], 60);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(text.split("\n")[0]).toMatch(/^admin {2}permission-0,.* {2}80$/);
    expect(text.replace(/\s+/g, " ")).toContain("permission-18, permission-19");
  });

  it("stay aligned where the widest has nothing to break: another gives, or the line is longer", () => {
    const rows = [
      ["a-person-with-a-long-address@acme.example", "member", "may read the audit log and much else"],
      ["b@acme.example", "admin", ""],
    ];
    const [first = "", second = "", third = ""] = columnsText(rows, 72).split("\n");
    expect(first.length).toBeLessThanOrEqual(72);
    expect(first.indexOf("member")).toBe(third.indexOf("admin"));
    expect(first.indexOf("may read")).toBe(second.search(/\S/));
    const whole = columnsText([["a-person-with-a-long-address@acme.example", "member"]], 40);
    expect(whole).toBe("a-person-with-a-long-address@acme.example  member");
  });

  it("take a hundred thousand rows", () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => [`p${index}@acme.example`, "member"]);
    expect(columnsText(rows, 80).split("\n")).toHaveLength(100_000);
  });
});

describe("wrapping", () => {
  it("leaves a word whole that is wider than the line", () => {
    expect(wrapText("see https://members.example/a/long/path there", 12)).toEqual([
      "see",
      "https://members.example/a/long/path",
      "there",
    ]);
    expect(wrapWords([], 10)).toEqual([]);
    expect(wrapText("", 10)).toEqual([""]);
  });

  it("gives the first line a room of its own", () => {
    expect(wrapText("one two three four", 7, 20)).toEqual(["one two", "three four"]);
  });
});
