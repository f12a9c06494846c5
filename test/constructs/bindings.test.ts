import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { constructs, frameworkBindings } from "../../scripts/generate/constructs.ts";
import { DATA_SOURCES, RESOURCES } from "../../src/terraform/provider/registry.ts";

const FOLDER = "src/constructs/generated/bindings";

test("the bindings are what the provider's schema makes of them, and nothing is left of what it had before", async () => {
  const made = await constructs();
  for (const { path, text } of made) expect(await readFile(path, "utf8"), path).toBe(text);
  const names = made.map(({ path }) => path).filter((path) => path.includes(FOLDER));
  expect(await readdir(FOLDER)).toEqual(names.map((path) => path.split("/").at(-1)).toSorted());
});

test("every resource and every data source of the provider has a binding", async () => {
  const text = [...(await frameworkBindings("cdktf")).values()].join("\n");
  const types = [...text.matchAll(/tfResourceType = "(\w+)"/g)].map(([, type]) => type);
  expect(types.toSorted()).toEqual(["charter", ...RESOURCES.keys(), ...DATA_SOURCES.keys()].toSorted());
});

test("the fork's own generator makes the same bindings but for the name of the framework", async () => {
  const [cdktf, cdktn] = await Promise.all([frameworkBindings("cdktf"), frameworkBindings("cdktn")]);
  const renamed = [...cdktf].map(([name, text]) => [
    name,
    text.replaceAll("cdktf", "cdktn").replaceAll("CDKTF", "CDKTN"),
  ]);
  expect(renamed).toEqual([...cdktn]);
});
