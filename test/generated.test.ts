import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("types, validators and built-in role models are what their sources of truth make of them", () => {
  const check = () =>
    execFileSync(process.execPath, ["scripts/generate.ts", "--check"], { encoding: "utf8", stdio: "pipe" });
  expect(check).not.toThrow();
});
