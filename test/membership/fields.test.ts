import { describe, expect, test } from "vitest";
import type { Change } from "../../src/membership/change.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { effectiveValue, fieldFault, settingsInForce } from "../../src/membership/field.ts";
import { attributeFaults, settingFaults } from "../../src/membership/field-rules.ts";
import type { RoleModelDocument } from "../../src/membership/generated/role-model-document.ts";
import type { Field, FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import { address, model, organization, type Sketch } from "../_support/build.ts";
import { smallRoleModel } from "../_support/small-role-model.ts";

const field = (type: Field["type"], more: Partial<Field> = {}): Field => ({
  key: "it",
  title: "It",
  type,
  values: [],
  required: false,
  default: undefined,
  defaultFrom: undefined,
  billed: false,
  ...more,
});

describe("a value", () => {
  const accepted = (kind: Field, values: readonly FieldValue[]) =>
    values.filter((value) => fieldFault(kind, value) === undefined);

  test("of a choice is one of its values", () => {
    const mood = field("enum", { values: ["good", "bad"] });
    expect(accepted(mood, ["good", "bad", "", "so-so", 1, true])).toEqual(["good", "bad"]);
    expect(fieldFault(mood, "so-so")).toBe("must be one of good, bad");
  });

  test("of a duration has hours, minutes and seconds, in this order and nothing else", () => {
    const right = ["15m", "1h30m", "45s", "1h5s", "10h20m30s", "007m"];
    const wrong = ["", "15", "m", "1m1h", "1d", " 15m", "15m ", "-15m", "1.5h", "15mm", "x15m", "15mx"];
    expect(accepted(field("duration"), [...right, ...wrong, 15, false])).toEqual(right);
    expect(fieldFault(field("duration"), "")).toBe("must be a duration such as 15m or 1h30m");
  });

  test("of a number is a whole one, from zero to where numbers are exact", () => {
    const right = [0, 1, 10_000, Number.MAX_SAFE_INTEGER];
    expect(accepted(field("integer"), [...right, -1, 1.5, Number.MAX_SAFE_INTEGER + 1, "1", true])).toEqual(right);
    expect(fieldFault(field("integer"), "1")).toBe("must be a whole number, 0 or more");
  });

  test("of a switch is on or off", () => {
    expect(accepted(field("boolean"), [true, false, "true", 0, ""])).toEqual([true, false]);
    expect(fieldFault(field("boolean"), "true")).toBe("must be true or false");
  });

  test("of a text is not empty", () => {
    expect(accepted(field("string"), ["x", "", 0, 12, true])).toEqual(["x"]);
    expect(fieldFault(field("string"), "")).toBe("must be text that is not empty");
  });
});

describe("the value in force", () => {
  test("is the given one, else the default, else the setting's that the field names", () => {
    const pace = field("duration", { default: "5m", defaultFrom: "pace" });
    const settings = { pace: "15m", it: "20m" };
    expect(effectiveValue(pace, "1m", settings)).toBe("1m");
    expect(effectiveValue(pace, undefined, settings)).toBe("5m");
    expect(effectiveValue({ ...pace, default: undefined }, undefined, settings)).toBe("15m");
    expect(effectiveValue({ ...pace, default: undefined }, undefined, {})).toBeUndefined();
    expect(effectiveValue(field("duration"), undefined, { ...settings, undefined: "x" })).toBeUndefined();
  });

  test("of settings is the one that is set, else the default", () => {
    const settings = new Map([
      ["pace", field("duration", { key: "pace", default: "15m" })],
      ["strict", field("boolean", { key: "strict", default: true })],
      ["note", field("string", { key: "note" })],
    ]);
    expect(settingsInForce({ settings }, { strict: false, other: 1 })).toStrictEqual({
      pace: "15m",
      strict: false,
      other: 1,
    });
    expect(settingsInForce({ settings }, { pace: "5m" })).toStrictEqual({ pace: "5m", strict: true });
  });

  test("is also one that says no, nothing or zero", () => {
    expect(effectiveValue(field("boolean", { default: true }), false, {})).toBe(false);
    expect(effectiveValue(field("integer", { default: 0, defaultFrom: "n" }), undefined, { n: 7 })).toBe(0);
  });
});

function facts(rules: RoleModel, sketch: Sketch = {}): OrganizationDraft {
  return new OrganizationDraft(rules, organization(sketch));
}

const messages = (refusals: readonly { readonly code: string; readonly message: string }[]) =>
  refusals.map(({ code, message }) => `${code}: ${message}`);

describe("attributes of members", () => {
  const invite = (attributes: Record<string, FieldValue>): Change => ({
    kind: "invite-member",
    email: address("new"),
    role: "member",
    attributes,
  });
  const update = (attributes: Record<string, FieldValue | null>): Change => ({
    kind: "update-attributes",
    email: address("bob"),
    attributes,
  });
  const asked = (change: Change, rules: RoleModel = model("member-types")) =>
    messages(attributeFaults(facts(rules), change));
  const missing = "attribute-required: the attribute memberType is required: one of employee, freelancer, external";

  test("that are required come with the invitation", () => {
    expect(asked(invite({}))).toEqual([missing]);
    expect(asked(invite({ taktInterval: "5m" }))).toEqual([missing]);
    expect(asked(invite({ memberType: "external" }))).toEqual([]);
  });

  test("that are required stay: they are changed, and not taken away", () => {
    expect(asked(update({ memberType: null }))).toEqual([missing]);
    expect(asked(update({ memberType: "employee" }))).toEqual([]);
    expect(asked(update({ taktInterval: "5m" }))).toEqual([]);
    expect(asked(update({ taktInterval: null }))).toEqual([]);
  });

  test("have values of their kind, whoever is invited or changed", () => {
    const wrong = 'attribute-invalid: taktInterval is "soon" but must be a duration such as 15m or 1h30m';
    expect(asked(invite({ memberType: "employee", taktInterval: "soon" }))).toEqual([wrong]);
    expect(asked(update({ taktInterval: "soon" }))).toEqual([wrong]);
  });

  test("that there are not are named with the ones that there are", () => {
    const unknown = (key: string, there: string) =>
      `attribute-invalid: there is no "${key}"; the role model has ${there}`;
    expect(asked(update({ colour: "red", shape: null }))).toEqual([
      unknown("colour", "memberType, taktInterval"),
      unknown("shape", "memberType, taktInterval"),
    ]);
    expect(asked(update({ colour: "red" }), model("ranked-roles"))).toEqual([unknown("colour", "none")]);
  });

  test("that have a default are not missed, and free ones are missed without a choice", () => {
    const attributes: RoleModelDocument["attributes"] = {
      desk: { title: "Desk", type: "string", required: true },
      kind: { title: "Kind", type: "string", required: true, default: "plain" },
    };
    const rules = compileRoleModel(smallRoleModel({ attributes }));
    expect(asked(invite({}), rules)).toEqual(["attribute-required: the attribute desk is required"]);
    expect(asked(update({ kind: null }), rules)).toEqual([]);
  });

  test("are nobody's business in other changes", () => {
    expect(asked({ kind: "change-role", email: address("bob"), role: "member" })).toEqual([]);
  });
});

describe("the organization's settings and tier", () => {
  const update = (fields: object): Change => ({ kind: "update-organization", ...fields });
  const asked = (on: string, sketch: Sketch, fields: object) =>
    messages(settingFaults(facts(model(on), sketch), update(fields)));

  test("are known ones, with values of their kind", () => {
    expect(asked("member-types", {}, { settings: { taktInterval: "20m" } })).toEqual([]);
    expect(asked("member-types", {}, { settings: { taktInterval: "soon", colour: 1 } })).toEqual([
      'attribute-invalid: taktInterval is "soon" but must be a duration such as 15m or 1h30m',
      'attribute-invalid: there is no "colour"; the role model has taktInterval',
    ]);
    expect(asked("standard", {}, { tier: "pro" })).toEqual([]);
    expect(asked("standard", {}, { tier: "gold" })).toEqual([
      'attribute-invalid: tier is "gold" but must be one of free, pro, enterprise',
    ]);
    expect(asked("standard", {}, { title: "New" })).toEqual([]);
  });

  test("sell extra seats on the tiers that have them", () => {
    const refused = (seats: number, tier: string) => [
      `attribute-invalid: seats is ${seats} but the tier ${tier} sells no extra seats`,
    ];
    expect(asked("standard", { tier: "free" }, { settings: { seats: 1 } })).toEqual(refused(1, "free"));
    expect(asked("standard", { tier: "free" }, { settings: { seats: 0 } })).toEqual([]);
    expect(asked("standard", { tier: "free" }, { settings: { seats: null } })).toEqual([]);
    expect(asked("standard", { tier: "pro" }, { settings: { seats: 3 } })).toEqual([]);
    expect(asked("standard", { tier: "free" }, { tier: "pro", settings: { seats: 3 } })).toEqual([]);
    expect(asked("standard", { tier: "pro" }, { tier: "free", settings: { seats: 3 } })).toEqual(refused(3, "free"));
    expect(asked("standard", {}, { settings: { seats: 3 } })).toEqual([]);
  });

  test("that are no seats are set on every tier", () => {
    const settings = { taktInterval: "20m" };
    const tier = [...model("member-types").tiers.keys()][0] ?? "";
    expect(asked("member-types", { tier }, { settings })).toEqual([]);
    const count: RoleModelDocument["settings"] = {
      seats: { title: "Seats", type: "integer" },
      floors: { title: "Floors", type: "integer" },
      pace: { title: "Pace", type: "duration" },
    };
    const rules = compileRoleModel(smallRoleModel({ settings: count }));
    expect(messages(settingFaults(facts(rules, { tier: "large" }), update({ settings: { floors: 2 } })))).toEqual([]);
  });

  test("are no part of other changes", () => {
    expect(settingFaults(facts(model("standard")), { kind: "create-tenant", tenant: "eu" })).toEqual([]);
  });
});
