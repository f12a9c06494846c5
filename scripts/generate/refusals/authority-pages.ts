import type { RefusalCode } from "../../../src/membership/refusal.ts";
import { judged } from "./example.ts";
import type { RefusalPage } from "./refusal-page.ts";

type Authority = Extract<
  RefusalCode,
  | "permission-missing"
  | "role-above-actor"
  | "member-above-actor"
  | "permission-not-held"
  | "self-promotion"
  | "owner-by-transfer-only"
  | "owner-must-be-active"
  | "last-owner"
>;

const STAFF = { ada: "owner", grace: "admin", linus: "member" };
const CAROL = "carol@acme.example";
const GRACE = "grace@acme.example";
const LINUS = "linus@acme.example";

/** Who may do what. */
export const AUTHORITY_PAGES: Readonly<Record<Authority, RefusalPage>> = {
  "permission-missing": {
    meaning:
      "The change needs a permission that the one who makes it does not hold at that scope or above. A permission of the organization counts in its tenants and projects, never the other way.",
    situation: "Linus, a member, invites Carol.",
    refusals: judged(
      { kind: "invite-member", email: CAROL, role: "viewer", attributes: {} },
      { by: "linus", live: { members: STAFF } },
    ),
    fix: [
      "Use the token of somebody who holds the permission; `charter show access EMAIL` says who has what, and through what.",
      "Where a token has a ceiling, it counts as that role: make one with a higher ceiling.",
      "If the message says that the action is not possible, the role model does not have it; leave it out of the charter.",
    ],
  },
  "role-above-actor": {
    meaning:
      "The role that is given is not among those that the giver's own role may assign. On platforms with levels, nobody gives a role above their own.",
    situation: "Grace, an admin, makes Linus an owner.",
    refusals: judged({ kind: "change-role", email: LINUS, role: "owner" }, { by: "grace", live: { members: STAFF } }),
    fix: [
      "Declare a role that the one who applies may assign; `charter role-model show KEY` lists who assigns what.",
      "Or let somebody with a higher role apply the plan.",
    ],
  },
  "member-above-actor": {
    meaning:
      "The person that the change is about has a role which the one who makes it may not manage: an admin does not demote, remove or override an owner.",
    situation: "Grace, an admin, removes the owner Barbara.",
    refusals: judged(
      { kind: "remove-member", email: "barbara@acme.example" },
      { by: "grace", live: { members: { ...STAFF, barbara: "owner" } } },
    ),
    fix: [
      "Let somebody apply the plan whose role manages that person's present role.",
      "Or leave the person as they are in the charter.",
    ],
  },
  "permission-not-held": {
    meaning:
      "A custom role or an override would hand on a permission that the one who makes the change lacks. Nobody hands on more than they hold.",
    situation: "Grace, an admin, defines a custom role with the permission to pay, which admins lack.",
    refusals: judged(
      { kind: "create-role", role: "bursar", scope: "organization", permissions: ["billing:manage"] },
      { by: "grace", live: { members: STAFF } },
    ),
    fix: ["Leave the permission out of the role or the override.", "Or let somebody apply the plan who holds it."],
  },
  "self-promotion": {
    meaning:
      "Nobody raises their own role, adds a permission to a role that they hold, or grants themselves an override.",
    situation: "Grace, an admin, makes herself an owner.",
    refusals: judged({ kind: "change-role", email: GRACE, role: "owner" }, { by: "grace", live: { members: STAFF } }),
    fix: ["Let somebody else apply this change, whose role may assign the new one."],
  },
  "owner-by-transfer-only": {
    meaning:
      "The role model has exactly one owner. That role moves by a transfer, which the present owner makes; nobody is invited to it or assigned it.",
    situation: "On `ranked-roles`, the owner invites Carol as an owner.",
    refusals: judged({ kind: "invite-member", email: CAROL, role: "owner", attributes: {} }, { on: "ranked-roles" }),
    fix: [
      "To hand ownership over, declare the new owner, who is an active member, as the only one with that role, and apply with the present owner's token: the plan then has a transfer.",
      "Somebody new joins with another role first.",
    ],
  },
  "owner-must-be-active": {
    meaning:
      "Ownership goes to an active member only: not to somebody who is still invited, and not to somebody outside.",
    situation: "On `ranked-roles`, the owner transfers ownership to Carol, who has not accepted her invitation.",
    refusals: judged(
      { kind: "transfer-ownership", email: CAROL },
      { on: "ranked-roles", live: { members: { ada: "owner", carol: { role: "admin", status: "invited" } } } },
    ),
    fix: ["Declare the person with another role, wait until they have accepted, then declare them as owner."],
  },
  "last-owner": {
    meaning:
      "The change would leave the organization without what it must never be without: an active owner or, where the role model says so, an active holder of a permission.",
    situation: "Ada, the only owner, makes herself a member.",
    refusals: judged({ kind: "change-role", email: "ada@acme.example", role: "member" }),
    fix: [
      "Declare another owner as well. Once they are active, the present one can step down; a plan puts that in order.",
    ],
  },
};
