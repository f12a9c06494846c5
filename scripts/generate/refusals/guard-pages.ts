import type { GuardCode } from "../../../src/plan/guard-code.ts";
import { type Planned, people, planOf } from "./example.ts";
import type { RefusalPage } from "./refusal-page.ts";
import { NO_GUARDS } from "./sketch.ts";

const NAMES = ["bob", "carol", "dan", "eve", "fay", "grace"] as const;
const CROWD = { ada: "owner", ...people("viewer", ...NAMES) };
const planned = (one: Planned) => () => planOf(one).refusals;

/** Rails around a whole plan. Each can be switched off for one plan by its name, which the plan records. */
export const GUARD_PAGES: Readonly<Record<GuardCode, RefusalPage>> = {
  "too-many-removals": {
    meaning:
      "The plan takes away a larger share of memberships, pending invitations and grants than one plan may: by default 25 %, where there are 5 or more.",
    situation: "A charter with one person is planned for an organization of seven, and `unmanaged` says remove.",
    refusals: planned({ live: { members: CROWD }, wanted: { members: { ada: "owner" } } }),
    fix: [
      "Check that the charter is whole: a file that was not named, or a group that came back empty, looks like this.",
      "Remove in smaller plans, or raise `guards.removals`.",
    ],
  },
  "too-many-promotions": {
    meaning: "The plan raises more people's level at the organization than one plan may, by default 5.",
    situation: "Six viewers become members in one plan.",
    refusals: planned({
      live: { members: CROWD },
      wanted: { members: { ada: "owner", ...people("member", ...NAMES) } },
    }),
    fix: ["Raise them in smaller plans, or raise `guards.promotions`."],
  },
  "too-few-owners": {
    meaning:
      "Fewer active owners would be left than `guards.owners.min` asks for. Somebody who is only invited does not count.",
    situation: "The charter asks for two owners and declares one.",
    refusals: planned({
      wanted: { members: { ada: "owner" } },
      declaration: { guards: { ...NO_GUARDS, owners: { min: 2, max: undefined } } },
    }),
    fix: ["Declare another owner, and wait until they are active; or lower `guards.owners.min`."],
  },
  "too-many-owners": {
    meaning:
      "More people would own the organization than `guards.owners.max` allows; by default 4, or one in a hundred members where that is more. Pending invitations count.",
    situation: "The charter allows one owner and declares two.",
    refusals: planned({
      live: { members: { ada: "owner", bob: "admin" } },
      wanted: { members: { ada: "owner", bob: "owner" } },
      declaration: { guards: { ...NO_GUARDS, owners: { min: undefined, max: 1 } } },
    }),
    fix: ["Declare fewer owners, or raise `guards.owners.max`."],
  },
  "required-member-missing": {
    meaning: "Somebody whom `guards.required` names would not be an active member after the plan.",
    situation: "The charter requires Bob and does not declare him.",
    refusals: planned({
      wanted: { members: { ada: "owner" } },
      declaration: { guards: { ...NO_GUARDS, required: [{ email: "bob@acme.example" }] } },
    }),
    fix: ["Declare the person under `members`. Somebody new has to accept before they can be required."],
  },
  "listing-incomplete": {
    meaning:
      "The API's listing came back short, contradicted itself or could not be read. What is missing from it may be there, so nothing is removed, and changes that rest on it are refused.",
    situation: "The listing of members ends before its total, and Bob is invited.",
    refusals: planned({
      wanted: { members: { ada: "owner", bob: "viewer" } },
      reading: {
        completeness: {
          members: { state: "truncated", reason: "the API says 3 members, and listed 1" },
          roles: { state: "complete" },
          tenants: { state: "complete" },
          projects: { state: "complete" },
          grants: { state: "complete" },
        },
      },
    }),
    fix: [
      "Plan again; a listing that changed while it was read is whole the next time.",
      "If it stays, the API or something before it drops entries: mend that before anything is removed.",
    ],
  },
  "approvals-required": {
    meaning: "The charter says `guards.approvals: required`, and the plan names nobody who approved it.",
    situation: "Such a charter is planned without an approver.",
    refusals: planned({
      wanted: { members: { ada: "owner", bob: "viewer" } },
      declaration: { guards: { ...NO_GUARDS, approvals: "required" } },
    }),
    fix: [
      "Plan with `--approvals github|gitlab` in the pull request's pipeline, or with `--approver EMAIL`; see [approvals](../../approvals.md).",
    ],
  },
};
