import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = new URL("../", import.meta.url);
const text = readFileSync(new URL("docs/threat-model.md", ROOT), "utf8");

test("every test and source that the threat model names is there", () => {
  const named = new Set([...text.matchAll(/`((?:test|src)\/[^`]+)`/g)].map(([, path = ""]) => path));
  expect(named.size).toBeGreaterThan(25);
  expect([...named].filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
});

test("every attack has an answer and what shows it", () => {
  const attacks = text
    .slice(text.indexOf("## Attacks"), text.indexOf("## Limits in numbers"))
    .split("\n")
    .filter((line) => /^\| (?!attack)[^|]+\| (?:[STRIDE] ?)+\|/.test(line));
  expect(attacks.length).toBeGreaterThan(40);
  for (const line of attacks) expect(line, line).toMatch(/^\|[^|]+\|[^|]+\|[^|]{10,}\|[^|]*`(?:test|src)\/[^|]+\|$/);
});

test("the defaults that it gives are the command's own", () => {
  const help = readFileSync(new URL("docs/reference/cli.md", ROOT), "utf8");
  for (const [option, number] of [
    ["--failure-limit", "30"],
    ["--rate-limit", "300,000"],
    ["--max-connections", "2,000"],
  ] as const) {
    const row = text.split("\n").find((line) => line.includes(`\`${option}\` |`)) ?? "";
    expect(row).toContain(` ${number} `);
    expect(help.replaceAll(/\s+/g, " ")).toMatch(
      new RegExp(`${option} <n> [^(]*\\(default: ${number.replace(",", "")}\\)`),
    );
  }
});

test("its links lead somewhere", () => {
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = ""]) => path);
  expect(links.length).toBeGreaterThan(2);
  const missing = links.filter((path) => !existsSync(fileURLToPath(new URL(path, new URL("docs/", ROOT)))));
  expect(missing).toEqual([]);
});
