import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { tryFindBuiltIn } from "../../src/role-models/built-in.ts";
import { loadRoleModel } from "../../src/role-models/load-role-model.ts";
import { expectFindings } from "../_support/charter-findings.ts";

const BUILT_IN = fileURLToPath(new URL("../../src/role-models/", import.meta.url));
const FIXTURES = fileURLToPath(new URL("../_fixtures/role-models/", import.meta.url));

describe("a role model of one's own", () => {
  test.each(readdirSync(BUILT_IN).filter((name) => name.endsWith(".yaml")))(
    "the built-in %s is a valid one",
    (name) => {
      const { model, findings } = loadRoleModel(name, { cwd: BUILT_IN });
      expect(findings).toEqual([]);
      expect(model).toEqual(tryFindBuiltIn(name.replace(".yaml", "")));
    },
  );

  test("faults of form are all reported, each once, and none from the alternative that was not meant", () => {
    const { document, model, findings, sources } = loadRoleModel("faults-of-form.yaml", { cwd: FIXTURES });
    expect(document).toBeUndefined();
    expect(model).toBeUndefined();
    expect([...sources.keys()]).toEqual(["faults-of-form.yaml"]);
    expectFindings(findings, [
      ["invalid-value", "1:6", '"Mine"'],
      ["unknown-field", "6:3", '"galaxy"'],
      ["unknown-field", "8:25", '"scpes" here; did you mean "scopes"?'],
      ["wrong-type", "10:18", "the number 7, but must be text or a mapping of fields"],
      ["missing-field", "11:18", '"permission" is missing'],
      ["unknown-field", "11:20", '"permision" here; did you mean "permission"?'],
      ["unknown-field", "12:3", '"membr.invite" here; did you mean "member.invite"?'],
      ["wrong-type", "17:14", '"level" is the text "high"'],
      ["missing-field", "18:20", '"all-except" is missing'],
      ["unknown-field", "18:22", '"all-but"'],
      ["invalid-value", "22:20", '"al", but must be "all"'],
      ["invalid-value", "23:18", '"belw", but must be one of at-or-below, below, any; did you mean "below"?'],
      ["missing-field", "25:13", '"role" is missing; add it, or "permission"'],
      ["unknown-field", "25:15", '"rol" here; did you mean "role"?'],
      ["invalid-value", "26:10", '"some"'],
      ["invalid-value", "28:8", "needs at least 1 field"],
      ["missing-field", "29:14", '"lifetimeDays" is missing'],
    ]);
  });

  test("what names something that is not there is reported at the name", () => {
    expectFindings(loadRoleModel("faults-of-meaning.yaml", { cwd: FIXTURES }).findings, [
      ["role-model-fault", "8:37", "there is no scope tenant"],
      ["role-model-fault", "10:18", 'no permission "members:mange"'],
      ["role-model-fault", "11:57", 'no field "tiers"'],
      ["role-model-fault", "11:64", 'no permission "billing"'],
      ["role-model-fault", "12:3", "there is no scope tenant"],
      ["role-model-fault", "18:21", 'no permission "reed"'],
      ["role-model-fault", "19:21", 'no tier "gold"'],
      ["role-model-fault", "20:25", 'no organization role "membr"'],
      ["role-model-fault", "22:21", 'no organization role "boss"'],
      ["role-model-fault", "24:20", 'no organization role "chief"'],
      ["role-model-fault", "26:13", 'no permission "write"'],
      ["role-model-fault", "29:66", "so-so"],
      ["role-model-fault", "30:53", 'no setting "nowhere"'],
      ["role-model-fault", "31:3", "an enum needs its values"],
      ["role-model-fault", "34:51", "must be an integer setting"],
      ["role-model-fault", "38:5", "there is no scope project"],
      ["role-model-fault", "38:14", 'no organization role "guest"'],
    ]);
  });

  test("a keystone that is a permission has rules of its own", () => {
    expectFindings(loadRoleModel("keystone-permission.yaml", { cwd: FIXTURES }).findings, [
      ["role-model-fault", "13:27", "needs `founding`"],
      ["role-model-fault", "15:13", "only a role can be transferred"],
      ["role-model-fault", "16:13", "is the keystone and cannot be switched"],
    ]);
  });
});
