import { describe, expect, test } from "vitest";
import { type Expected, expectFindings, findingsOf } from "../_support/charter-findings.ts";

const STORIES: readonly (readonly [title: string, fixture: string, expected: readonly Expected[]])[] = [
  ["a charter that uses everything has nothing wrong with it", "complete.yaml", []],
  ["a folder of YAML and JSON files is one charter", "folder", []],
  [
    "two spellings of one address are one person",
    "two-spellings-of-one-address.yaml",
    [
      ["duplicate-member", "6:14", '"Ada@Acme.Example" is the same address as "ada@acme.example"'],
      ["duplicate-member", "7:12", '"ada@acme.example" is declared twice'],
      ["duplicate-group-member", "10:34", '"GRACE@acme.example" is listed twice in the group "platform"'],
    ],
  ],
  [
    "an entry that repeats another by an alias is pointed out where the alias stands",
    "one-person-by-aliases.yaml",
    [
      ["duplicate-member", "6:5", '"ada@acme.example" is declared twice'],
      ["duplicate-member", "8:14", '"grace@acme.example" is declared twice'],
      ["duplicate-grant", "13:9", '"ada@acme.example" has this role here already'],
    ],
  ],
  [
    "roles that are not there, or are of another scope, come with the ones that are",
    "unknown-roles.yaml",
    [
      ["unknown-role", "6:40", '"admn"; did you mean "admin"?'],
      ["wrong-scope", "7:40", '"tenant-admin" is a role of the tenant, not of the organization'],
      ["wrong-scope", "11:44", '"member" is a role of the organization, not of the tenant'],
      ["unknown-role", "12:44", '"janitor"; there is tenant-admin, tenant-member'],
    ],
  ],
  [
    "what names a group, a tenant or nothing at all where it should is pointed out",
    "dangling-references.yaml",
    [
      ["unknown-group", "11:18", '"plattform"; did you mean "platform"?'],
      ["unknown-tenant", "14:13", '"ue"; there is eu'],
      ["project-without-tenant", "16:3", '"orphans" must belong to a tenant'],
    ],
  ],
  [
    "an ill-formed entry hides nothing but what refers to it, in whichever section it stands",
    "ill-formed-entries-among-others.yaml",
    [
      ["invalid-key", "6:3", '"Bad_Key"'],
      ["wrong-type", "7:30", "an entry of"],
      ["unknown-permission", "7:33", '"red"; did you mean "read"?'],
      ["unknown-role", "10:40", '"ownr"; did you mean "owner"?'],
      ["invalid-date", "11:55", '"soon"'],
      ["invalid-value", "13:41", '"Bad_Key"'],
      ["invalid-key", "15:3", '"Gx"'],
      ["invalid-email", "16:14", '"nomail"'],
      ["undeclared-member", "16:22", '"nobody@acme.example" has a role here'],
      ["invalid-key", "18:3", '"EU"'],
      ["unknown-group", "21:18", '"nog"; there is platform'],
      ["unknown-tenant", "24:24", '"nope"; there is us'],
      ["wrong-type", "25:22", '"tenant" is a list'],
      ["required-member-missing", "27:14", '"zz@x.example" is required'],
      ["invalid-email", "27:28", '"nomail"'],
      ["invalid-key", "29:13", '"??"'],
      ["undeclared-identity", "29:43", '"zz-l"'],
    ],
  ],
  [
    "tenants and projects are for role models that have them",
    "scopes-that-the-model-lacks.yaml",
    [
      ["wrong-scope", "6:1", '"ranked-roles" has no tenants'],
      ["wrong-scope", "8:1", '"ranked-roles" has no projects'],
    ],
  ],
  [
    "a project names a tenant only where projects belong to one",
    "project-with-a-tenant-too-many.yaml",
    [["wrong-scope", "8:5", "remove tenant: eu"]],
  ],
  [
    "custom roles have keys of their own, permissions that exist and a scope that can have them",
    "custom-roles.yaml",
    [
      ["built-in-role", "6:3", '"admin" is a built-in role of the organization'],
      ["unknown-permission", "7:28", '"issue:triage"; did you mean "issues:triage"?'],
      ["wrong-scope", "8:22", "custom roles are possible for organization, project only"],
    ],
  ],
  [
    "roles that the declared tier does not have are refused",
    "custom-roles-on-a-lower-tier.yaml",
    [
      ["custom-roles-not-on-tier", "6:3", 'not on the tier "free"; they are on enterprise'],
      ["role-not-on-tier", "9:40", '"security-lead" is not on the tier "free"; it is on pro, enterprise'],
    ],
  ],
  [
    "some platforms have no custom roles and let few permissions be switched",
    "custom-roles-where-there-are-none.yaml",
    [
      ["custom-roles-not-possible", "5:3", '"permission-overrides" has no custom roles'],
      ["permission-not-overridable", "7:60", '"billing:manage" cannot be switched for one member; only logs:read'],
      ["unknown-permission", "7:85", '"logs:raed" to switch; did you mean "logs:read"?'],
    ],
  ],
  [
    "attributes and settings have names and types",
    "attributes-and-settings.yaml",
    [
      ["unknown-tier", "4:7", '"gold"; there is standard'],
      ["unknown-setting", "5:13", '"taktIntervall"; did you mean "taktInterval"?'],
      ["setting-invalid", "5:47", '"soon", but must be a duration'],
      ["attribute-invalid", "9:31", '"robot", but must be one of employee, freelancer, external'],
      ["attribute-required", "10:5", '"memberType" is required; give it, one of employee'],
      ["unknown-attribute", "14:41", '"taktinterval"; did you mean "taktInterval"?'],
      ["attribute-invalid", "14:74", "15, but must be a duration"],
    ],
  ],
  ["whoever removes everybody else needs an owner", "no-owner.yaml", [["no-owner", "5:1", '"owner"']]],
  ["an owner may be live and not declared", "no-owner-declared.yaml", [["no-owner", "4:1", '"owner"']]],
  [
    "an organization with exactly one owner has no second, and its guards cannot ask for one",
    "two-owners-where-one-may-be.yaml",
    [
      ["too-many-owners", "6:40", '"grace@acme.example" is declared as owner'],
      ["contradicting-guard", "7:26", "at least 2 owners and at most 1"],
      ["contradicting-guard", "7:26", "exactly one"],
    ],
  ],
  [
    "guards are held against the declared members",
    "guards-that-the-members-break.yaml",
    [
      ["too-many-owners", "9:18", "there may be 1 owners, but 2 are declared"],
      ["required-member-missing", "10:32", '"linus@acme.example" is required, but is not among the members'],
      ["required-member-missing", "10:52", '"mallory@acme.example" is required, but is declared absent'],
      ["undeclared-identity", "12:18", 'login "mal"'],
    ],
  ],
  [
    "one person has one entry by address in one place, and groups that agree on the role",
    "grants-given-twice.yaml",
    [
      ["redundant-grant", "15:18", '"ada@acme.example" has this role here already, through the group platform'],
      ["duplicate-grant", "19:18", '"grace@acme.example" has this role here already, by e-mail address'],
      [
        "duplicate-grant",
        "24:18",
        'has the role "tenant-member" here already, through the group platform; give both groups',
      ],
    ],
  ],
  [
    "where undeclared members are removed, whoever has a role must be declared, or invited to a project directly",
    "undeclared-people.yaml",
    [
      ["undeclared-member", "9:32", '"linus@acme.example"'],
      ["undeclared-member", "13:18", '"grace@acme.example"'],
      ["grant-for-absent-member", "16:18", '"mallory@acme.example" is declared absent'],
    ],
  ],
  [
    "a last day is a day of the calendar",
    "days-that-never-come.yaml",
    [
      ["invalid-date", "4:52", '"2026-02-30"'],
      ["invalid-date", "8:63", '"2026-13-01"'],
    ],
  ],
  [
    "a misspelt role model is a warning, because it may be somebody's own",
    "misspelt-role-model.yaml",
    [["unknown-role-model", "3:12", 'those of your own; did you mean "ranked-roles"?']],
  ],
  [
    "a charter without members cannot remove all others",
    "remove-everybody.yaml",
    [["members-not-declared", "4:12", "everybody would be"]],
  ],
];

describe("what a charter says", () => {
  test.each(STORIES)("%s", (_title, fixture, expected) => {
    expectFindings(findingsOf(fixture), expected);
  });

  test("a duplicate, a group and a second owner show the other place too", () => {
    const related = (fixture: string, index: number) => findingsOf(fixture)[index]?.related?.[0]?.source;
    expect(related("two-spellings-of-one-address.yaml", 0)).toMatchObject({ line: 4, column: 12 });
    expect(related("undeclared-people.yaml", 0)).toMatchObject({ line: 14, column: 18 });
    expect(related("two-owners-where-one-may-be.yaml", 0)).toMatchObject({ line: 5, column: 38 });
  });

  test("only what may be meant so is a warning", () => {
    const warnings = STORIES.flatMap(([, fixture]) => findingsOf(fixture)).filter((one) => one.severity === "warning");
    expect(new Set(warnings.map(({ code }) => code))).toEqual(
      new Set(["no-owner", "redundant-grant", "undeclared-identity", "unknown-role-model"]),
    );
  });
});
