import type { RefusalCode } from "../../../src/membership/refusal.ts";
import { judged } from "./example.ts";
import type { RefusalPage } from "./refusal-page.ts";

type LookUp = Extract<
  RefusalCode,
  `unknown-${string}` | "wrong-scope" | `already-${string}` | "invitation-expired" | "invitation-not-pending"
>;

const BOB = "bob@acme.example";
const CAROL = "carol@acme.example";
const LIVE = { members: { ada: "owner", bob: "viewer" } };
const INVITED = { members: { ada: "owner", carol: { role: "viewer", status: "invited" } } } as const;
const EXPIRED = { members: { ada: "owner", carol: { role: "viewer", status: "expired" } } } as const;
const PLAN_AGAIN = "Plan again: the live state is not what the change was made for.";

/** Whether everything that a change names is there, and in the state that the change needs. */
export const LOOK_UP_PAGES: Readonly<Record<LookUp, RefusalPage>> = {
  "unknown-role": {
    meaning: "There is no role of that key at that scope: neither built into the role model nor a custom one.",
    situation: "Bob gets the role `wizard`.",
    refusals: judged({ kind: "change-role", email: BOB, role: "wizard" }, { live: LIVE }),
    fix: [
      "Correct the key; `charter show roles` lists what there is.",
      "Or declare the role under `roles`, where the role model has custom roles.",
    ],
  },
  "unknown-permission": {
    meaning: "The role model's catalogue has no such permission at that scope.",
    situation: "A custom role is defined with the permission `fly`.",
    refusals: judged({ kind: "create-role", role: "pilot", scope: "organization", permissions: ["fly"] }),
    fix: ["Correct it; `charter role-model show KEY --json` lists every permission and its scopes."],
  },
  "unknown-member": {
    meaning:
      "The person is not an active member of the organization, or has no role at the place that the change is about.",
    situation: "Carol, who is no member, gets another role.",
    refusals: judged({ kind: "change-role", email: CAROL, role: "member" }, { live: LIVE }),
    fix: [
      "Check the address.",
      "Somebody who is only invited has to accept first, or the invitation is cancelled and sent anew; a plan does that.",
      PLAN_AGAIN,
    ],
  },
  "unknown-tenant": {
    meaning: "There is no tenant of that key, or a project names none where the role model puts each into one.",
    situation: "A project is made in the tenant `mars`.",
    refusals: judged({ kind: "create-project", project: "wearables", tenant: "mars" }),
    fix: [
      "Correct the key, or declare the tenant under `tenants`; a plan makes it first.",
      "Name the project's tenant with `tenant`.",
    ],
  },
  "unknown-project": {
    meaning: "There is no project of that key.",
    situation: "Bob gets a role in the project `wearables`, which nobody has made.",
    refusals: judged(
      { kind: "grant-project-role", project: "wearables", email: BOB, role: "project-viewer" },
      { live: LIVE },
    ),
    fix: ["Correct the key, or declare the project under `projects`; a plan makes it first."],
  },
  "wrong-scope": {
    meaning:
      "Something is named at a scope where it does not belong: a role of a project for the organization, a tenant where the role model has none, a custom role at a scope without custom ones.",
    situation: "Bob gets the role `project-viewer` at the organization.",
    refusals: judged({ kind: "change-role", email: BOB, role: "project-viewer" }, { live: LIVE }),
    fix: [
      "Give the role where it belongs: organization roles under `members`, the others under the `members` of a tenant or project.",
      "`charter role-model show KEY` lists the roles of each scope.",
    ],
  },
  "already-a-member": {
    meaning: "The person is a member, or has a role at that place, already.",
    situation: "Bob, a member, is invited.",
    refusals: judged({ kind: "invite-member", email: BOB, role: "viewer", attributes: {} }, { live: LIVE }),
    fix: ["Change the role that they have instead of giving one.", PLAN_AGAIN],
  },
  "already-invited": {
    meaning: "The person has an invitation already, pending or expired.",
    situation: "Carol, who has a pending invitation, is invited again.",
    refusals: judged({ kind: "invite-member", email: CAROL, role: "viewer", attributes: {} }, { live: INVITED }),
    fix: [
      "`charter invitations resend EMAIL` sends it again; for another role, declare it: a plan cancels and invites anew.",
    ],
  },
  "already-exists": {
    meaning:
      "There is a role, a tenant or a project of that key already; a custom role cannot have the key of a built-in one.",
    situation: "A custom role is defined under the key `admin`.",
    refusals: judged({ kind: "create-role", role: "admin", scope: "organization", permissions: ["read"] }),
    fix: ["Choose another key.", PLAN_AGAIN],
  },
  "invitation-expired": {
    meaning: "An invitation is accepted after its last day.",
    situation: "Carol accepts an invitation that has expired.",
    refusals: judged({ kind: "accept-invitation", email: CAROL }, { live: EXPIRED }),
    fix: [
      "`charter invitations resend EMAIL` makes it valid again; so does the next plan of a charter that declares the person.",
    ],
  },
  "invitation-not-pending": {
    meaning:
      "There is no invitation of that person which could be accepted, resent or cancelled. Where one is named by its id, the message says whether it was accepted or cancelled, and when.",
    situation: "The invitation of Bob, a member, is resent.",
    refusals: judged({ kind: "resend-invitation", email: BOB }, { live: LIVE }),
    fix: [
      "`charter show invitations` lists those that there are.",
      "Somebody who has accepted is a member: change or remove them as one.",
    ],
  },
};
