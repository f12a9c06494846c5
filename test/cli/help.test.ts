import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/program.ts";
import { command } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

/** Every verb and every verb below one, as typed. */
function everyCommand(): string[][] {
  const nobody = { out: () => undefined, err: () => undefined, width: { out: 80, err: 80 } };
  const program = buildProgram("0.0.0", nobody as never, () => undefined);
  const below = (parent: Command, path: readonly string[]): string[][] =>
    parent.commands.flatMap((child) => {
      const own = [...path, child.name()];
      return [own, ...below(child as Command, own)];
    });
  return below(program, []);
}

async function charter(...argv: string[]) {
  return await command(argv, { cwd: await temporaryFolder() });
}

describe("help", () => {
  it("knows the verbs", () => {
    const verbs = everyCommand().map((path) => path.join(" "));
    const expected = ["init", "validate", "plan", "apply", "drift", "export", "show", "serve", "serve bootstrap"];
    expect(verbs).toEqual(expect.arrayContaining(expected));
    expect(verbs).toEqual(expect.arrayContaining(["invitations resend", "role-model check"]));
  });

  it.each(everyCommand().map((path) => [path.join(" "), path] as const))(
    "charter %s --help says what it does, with examples, on standard output and in 80 columns",
    async (_name, path) => {
      const { code, out, err } = await charter(...path, "--help");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toMatch(new RegExp(`^Usage: charter ${path.join(" ")}`));
      const examples = out.split("\n").filter((line) => line.startsWith(`  charter ${path.join(" ")}`));
      expect(examples.length).toBeGreaterThan(0);
      const [before = ""] = out.split("\nExamples:");
      expect(Math.max(...before.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    },
  );

  it("says the same as `charter help VERB`", async () => {
    expect((await charter("help", "plan")).out).toBe((await charter("plan", "--help")).out);
    expect((await charter("help", "fleet", "work")).out).toBe((await charter("fleet", "work", "--help")).out);
    expect(await charter("help")).toEqual(await charter("--help"));
  });

  it("without a verb, comes on standard error and is an error", async () => {
    const { code, out, err } = await charter();
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^Usage: charter \[options\] \[command\]/);
    expect(err).toContain("Exit codes: 0 done · 1 error · 2 changes pending");
    const [before = ""] = err.split("\nConnection:");
    expect(Math.max(...before.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("prints the version", async () => {
    expect(await charter("--version")).toEqual({ code: 0, out: "0.0.0-test\n", err: "" });
  });
});

describe("a slip of the finger", () => {
  it.each([
    [["pln"], "Did you mean plan?"],
    [["plan", "--jsn"], "Did you mean --json?"],
    [["role-model", "lst"], "Did you mean list?"],
    [["help", "pln"], 'charter has no verb "pln". Did you mean plan?'],
    [["help", "fleet", "wrok"], 'fleet has no verb "wrok". Did you mean work?'],
    [["help", "plan", "acme"], 'plan has no verb "acme". It has none'],
    [["pln", "--help"], 'charter has no verb "pln". Did you mean plan?'],
    [["fleet", "wrok", "-h"], 'fleet has no verb "wrok". Did you mean work?'],
    [["serve", "bckup"], 'serve has no verb "bckup". Did you mean backup?'],
    [["show", "membrs"], "error: 'membrs' is not a value of <what>. Did you mean members?"],
    [["plan", "--format", "jsn"], "Did you mean json?"],
    [["validate", "--format", "sarfi"], "Did you mean sarif?"],
    [["plan", "--allow", "too-many-removal"], "Did you mean too-many-removals?"],
    [["role-model", "show", "standart"], "Did you mean standard?"],
    [["init", "--role-model", "ranked-role"], "Did you mean ranked-roles?"],
    [["init", "--organization", "a", "--owner", "a@b.example", "--tier", "entreprise"], "Did you mean enterprise?"],
    [["apply", "--concurrency", "many"], "whole number from 1 to 256"],
    [["serve", "--port", "80000"], "a port, 0 to 65535"],
    [["plan", "--timeout", "soon"], "number of seconds"],
    [["plan", "--retries", "often"], "whole number from 0 to 100"],
    [["serve", "bootstrap"], "required option '--organization <key>' not specified"],
    [["show"], "missing required argument 'what'"],
    [["serve", "--database", "mysql://ada:secret@db.example/x"], "--database must be a postgres:// URL"],
    [
      ["serve", "bootstrap", "--organization", "acme", "--owner", "ada@acme.example", "--database", "acme:secret"],
      "--database must be a postgres:// URL",
    ],
    [["show", "access"], "whose access?"],
    [["show", "members", "ada@acme.example"], "--search ada@acme.example narrows the list"],
    [["show", "access", "ada@acme.example", "--role", "owner"], "show access cannot be narrowed by --role"],
    [["show", "members", "--tenant", "a", "--project", "b"], "pass one of them"],
  ])("charter %j", async (argv, hint) => {
    const { code, out, err } = await charter(...argv);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(hint);
    expect(err).not.toContain("secret");
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("points to the help of the very verb", async () => {
    expect((await charter("serve", "bootstrap", "--jsn")).err).toContain("(charter serve bootstrap --help shows");
  });

  it("takes --no-color wherever it stands", async () => {
    expect((await charter("role-model", "list", "--no-color")).code).toBe(0);
    expect((await charter("--no-color", "role-model", "list")).code).toBe(0);
  });
});
