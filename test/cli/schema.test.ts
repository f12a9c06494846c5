import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { command } from "../_support/command.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { openWorkplace } from "../_support/workplace.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function schema(...argv: string[]) {
  return await command(["schema", ...argv], { cwd: await temporaryFolder() });
}

function isValid(text: string, document: unknown): boolean {
  return new Ajv2020({ strict: false }).compile(JSON.parse(text) as object)(document);
}

describe("charter schema", () => {
  it.each(["charter", "plan", "role-model", "charter-test"])(
    "prints the schema of %s as it is published",
    async (name) => {
      const { code, out } = await schema(name);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(JSON.parse(await readFile(`${ROOT}schemas/${name}.schema.json`, "utf8")));
    },
  );

  it("prints that of charters where nothing is named", async () => {
    expect((await schema()).out).toBe((await schema("charter")).out);
  });

  it("takes a role model by its key or from a file, and the charter that is named", async () => {
    const text = await readFile(`${ROOT}examples/acme/charter.yaml`, "utf8");
    const folder = await temporaryFolder();
    await writeFile(join(folder, "acme.yaml"), text);
    const model = await command(["role-model", "show", "standard", "--json"], { cwd: folder });
    await writeFile(join(folder, "ours.json"), model.out);
    const byKey = await command(["schema", "--role-model", "standard", "--charter", "acme.yaml"], { cwd: folder });
    const byFile = await command(["schema", "--role-model", "ours.json", "--charter", "acme.yaml"], { cwd: folder });
    expect(byFile).toEqual(byKey);
    expect(isValid(byKey.out, load(text))).toBe(true);
    expect(isValid(byKey.out, load(text.replace("role: incident-responder", "role: wizard")))).toBe(false);
  });

  it("asks the API which roles and tenants there are", async () => {
    const place = await openWorkplace({ tier: "enterprise" });
    const text = await readFile(`${ROOT}examples/acme/charter.yaml`, "utf8");
    await place.write("charter.yaml", text);
    await place.expectExit(0, "apply", "--yes");
    const elsewhere = await temporaryFolder();
    const { code, out, err } = await place.charterIn({ cwd: elsewhere }, "schema", "--live");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(isValid(out, load(text))).toBe(true);
    expect(isValid(out, load(text.replace("role: incident-responder", "role: wizard")))).toBe(false);
    expect(isValid(out, load(text.replace("organization: acme", "organization: other")))).toBe(false);
  });

  it.each([
    [["plan", "--role-model", "standard"], "only the schema of charters can be narrowed, not that of plan"],
    [["--role-model", "standart"], "Did you mean standard?"],
    [["--role-model", "standard", "--api", "https://members.acme.example"], "leave out --role-model"],
    [["--charter", "charter.yaml"], "name --role-model or --api as well"],
    [["--role-model", "standard", "--charter", "nowhere.yaml"], "nowhere.yaml"],
    [["--live"], "no API is named"],
    [["chart"], "Did you mean charter?"],
  ])("%j is an error that says what to do", async (argv, hint) => {
    const { code, out, err } = await schema(...argv);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(hint);
  });
});
