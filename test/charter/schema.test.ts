import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const schema = JSON.parse(readFileSync(`${ROOT}schemas/charter.schema.json`, "utf8")) as Node;
const validate = new Ajv2020({ strict: false }).compile(schema);

interface Node {
  readonly description?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node | boolean>>;
  readonly additionalProperties?: Node | boolean;
  readonly $defs?: Readonly<Record<string, Node>>;
}

function read(fixture: string): unknown {
  return load(readFileSync(`${ROOT}test/_fixtures/${fixture}`, "utf8"));
}

describe("the schema that editors use", () => {
  test("takes whole charters and single files of a folder", () => {
    const files = ["charters/complete.yaml", "kubernetes-org/2026-03-01.yaml"];
    for (const name of readdirSync(`${ROOT}test/_fixtures/charters/folder`))
      if (!name.endsWith(".txt")) files.push(`charters/folder/${name}`);
    for (const file of files) expect([file, validate(read(file))]).toEqual([file, true]);
  });

  test.each([
    "wrong-types",
    "unknown-fields",
    "wrong-choices",
    "missing-fields",
    "conflicting-fields",
    "invalid-emails",
  ])("refuses %s, in the lists of people too", (fault) => {
    expect(validate(read(`charters/${fault}.yaml`))).toBe(false);
  });

  test("describes every field, and allows no others", () => {
    const bare: string[] = [];
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
      for (const [field, node] of Object.entries(definition.properties ?? {}))
        if (name !== "people" && typeof node === "object" && !isDescribed(node)) bare.push(`${name}.${field}`);
      const open = definition.type === "object" && definition.properties !== undefined;
      if (open && definition.additionalProperties !== false) bare.push(`${name} is open`);
    }
    expect(bare).toEqual([]);
  });
});

function isDescribed(node: Node): boolean {
  const referred = node.$ref === undefined ? undefined : schema.$defs?.[node.$ref.replace("#/$defs/", "")];
  return node.description !== undefined || referred?.description !== undefined;
}
