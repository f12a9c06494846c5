import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { CharterDocument } from "../../src/charter/generated/charter-document.ts";
import type { SchemaSubject } from "../../src/charter/narrowing/schema-subject.ts";
import { specializeSchema } from "../../src/charter/specialize-schema.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { model, organization } from "../_support/build.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const general = JSON.parse(readFileSync(`${ROOT}schemas/charter.schema.json`, "utf8")) as object;

const examples = readdirSync(`${ROOT}examples`)
  .filter((name) => readdirSync(`${ROOT}examples/${name}`).includes("charter.yaml"))
  .map((name) => load(readFileSync(`${ROOT}examples/${name}/charter.yaml`, "utf8")) as CharterDocument);

/** Places of a document that the schema of this subject marks. */
function marks(subject: SchemaSubject, document: object): string[] {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile({
    ...specializeSchema({ ...general }, subject),
  });
  validate(document);
  const places = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map((error) => error.instancePath);
  return [...new Set(places)].sort();
}

const standard = model("standard");
const acme = organization({
  tier: "enterprise",
  roles: { "incident-responder": ["read"], captain: { scope: "project", permissions: ["build"] } },
  members: { ada: "owner" },
  tenants: { eu: {} },
  projects: { "eu/wearables": {} },
});
const member = (role: string, more: object = {}) => ({ members: [{ email: "eve@acme.example", role, ...more }] });

describe("the schema of one role model", () => {
  test.each(builtInDocuments().map(({ key }) => [key]))("of %s is a schema, and takes an empty file", (key) => {
    expect(marks({ model: model(key) }, {})).toEqual([]);
  });

  test.each(examples.map((document) => [document.roleModel ?? "", document] as const))(
    "of %s takes the example charter, with and without knowing it beforehand",
    (key, document) => {
      expect(marks({ model: model(key) }, document)).toEqual([]);
      expect(marks({ model: model(key), declared: document }, document)).toEqual([]);
    },
  );

  test.each(examples.map((document) => [document.roleModel ?? "", document] as const))(
    "of %s marks a role that neither it nor the charter has",
    (key, document) => {
      const wrong = {
        ...document,
        members: [...(document.members ?? []), { ...document.members?.[0], role: "wizard" }],
      };
      const place = `/members/${document.members?.length}/role`;
      expect(marks({ model: model(key), declared: document }, wrong)).toEqual([place]);
      const { roles: _, ...without } = wrong;
      expect(marks({ model: model(key) }, without)).toContain(place);
    },
  );

  test("a file that declares roles may give them, as long as their names are not all known", () => {
    const declaring = { roles: { captain: { permissions: ["read"] } }, ...member("captain") };
    expect(marks({ model: standard }, declaring)).toEqual([]);
    expect(marks({ model: standard, declared: {} }, declaring)).toEqual(["/members/0/role"]);
    expect(marks({ model: standard }, member("captain"))).toEqual(["/members/0/role"]);
  });

  test("custom roles hold permissions of their scope, under keys that are free", () => {
    const roles = {
      admin: { permissions: [] },
      a: { permissions: ["read", "build"] },
      b: { scope: "project", permissions: ["build", "fly"] },
      c: { scope: "tenant", permissions: [] },
    };
    const places = ["/roles", "/roles/a/permissions/1", "/roles/b/permissions/1", "/roles/c/scope"];
    expect(marks({ model: standard }, { roles })).toEqual(places);
    expect(marks({ model: model("member-types") }, { roles: { a: { permissions: [] } } })).toEqual(["/roles"]);
    expect(
      marks({ model: model("custom-roles") }, { roles: { a: { scope: "project", permissions: ["fly"] } } }),
    ).toEqual([]);
  });

  test("settings and attributes are those of the model, of their type, and required where it says so", () => {
    const on = { model: model("member-types") };
    expect(marks(on, { settings: { taktInterval: "a while", seats: 3 } })).toEqual([
      "/settings",
      "/settings/taktInterval",
    ]);
    expect(marks(on, member("member"))).toEqual(["/members/0"]);
    expect(marks(on, member("member", { attributes: {} }))).toEqual(["/members/0/attributes"]);
    expect(marks(on, member("member", { attributes: { memberType: "robot" } }))).toEqual([
      "/members/0/attributes/memberType",
    ]);
    expect(marks(on, { members: [{ email: "eve@acme.example", absent: true }] })).toEqual([]);
    expect(marks({ model: model("tenants-and-projects") }, { settings: { seats: -1 } })).toEqual(["/settings/seats"]);
  });

  test("overrides, tiers and the model's own name are checked", () => {
    const on = { model: model("permission-overrides") };
    const overriding = member("developer", { permissions: { "tokens:read": "deny", "members:remove": "allow" } });
    expect(marks(on, overriding)).toEqual(["/members/0/permissions"]);
    expect(marks(on, { tier: "gold", roleModel: "standard" })).toEqual(["/roleModel", "/tier"]);
  });

  test("scopes that a model does not have stay empty, and a project is in a tenant where there are some", () => {
    const places = { tenants: { eu: {} }, projects: { one: { tenant: "eu" } } };
    expect(marks({ model: model("ranked-roles") }, places)).toContain("/projects");
    expect(marks({ model: model("member-types") }, places)).toEqual(["/projects/one/tenant", "/tenants"]);
    expect(marks({ model: standard }, places)).toEqual([]);
    expect(marks({ model: standard }, { projects: { one: {} } })).toEqual(["/projects/one"]);
    expect(
      marks({ model: standard }, { tenants: { eu: { members: [{ group: "all", role: "project-viewer" }] } } }),
    ).toEqual(["/tenants/eu/members/0/role"]);
  });
});

describe("the schema of the live organization", () => {
  const live = { model: standard, live: acme };

  test("knows its custom roles, each at its scope", () => {
    expect(marks(live, member("incident-responder"))).toEqual([]);
    expect(marks(live, member("captain"))).toEqual(["/members/0/role"]);
    const project = (role: string) => ({
      projects: { wearables: { tenant: "eu", members: [{ email: "eve@acme.example", role }] } },
    });
    expect(marks(live, project("captain"))).toEqual([]);
    expect(marks(live, project("incident-responder"))).toEqual(["/projects/wearables/members/0/role"]);
  });

  test("knows its key and its tenants, and lets new ones be made", () => {
    expect(marks(live, { organization: "other" })).toEqual(["/organization"]);
    const made = { tenants: { us: {} }, projects: { new: { tenant: "us" } } };
    expect(marks(live, made)).toEqual(["/projects/new/tenant"]);
    expect(marks({ ...live, declared: { tenants: { us: {} } } as CharterDocument }, made)).toEqual([]);
  });

  test("names its places for an editor to offer", () => {
    expect(JSON.stringify(specializeSchema({ ...general }, live))).toContain('"wearables":{"description":"wearables"}');
  });
});
