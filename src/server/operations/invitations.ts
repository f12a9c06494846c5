import type { ChangeOf } from "../../membership/change.ts";
import { emailKey } from "../../membership/email.ts";
import type { InvitationTarget } from "../../membership/organization.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { done, type Problem } from "../http/answer.ts";
import type { Operations } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { endedInOrganization } from "../store/ended-invitations.ts";
import type { Db, MemberRow } from "../store/tables.ts";
import { invitationToWire, type Wire } from "../to-wire.ts";
import type { Deed } from "./deed.ts";
import { notPending } from "./ended-invitation.ts";
import { listPeople } from "./list-people.ts";
import { reading } from "./reading.ts";
import { type Intent, intent, writing } from "./writing.ts";

type InvitationOperations = Pick<
  Operations,
  "listInvitations" | "inviteMember" | "getInvitation" | "cancelInvitation" | "resendInvitation"
>;

export function invitationOperations(means: Means): InvitationOperations {
  return {
    listInvitations: reading(means, ({ query }, look) => listPeople(means, look, "invited", query)),
    inviteMember: writing(means, ({ body }, { state }) => intent(invitationOf(state.model, body)), { created: true }),
    getInvitation: reading(means, async ({ params }, { db, state, now }) => {
      const row = await tryFindInvitation(db, state.id, params.invitation);
      return row === undefined
        ? notPending(params.invitation, await endedInOrganization(db, state.id, params.invitation))
        : done(200, invitationToWire(row, now), row.changed);
    }),
    cancelInvitation: writing(means, ({ params }, deed) =>
      aboutInvitation(deed, params.invitation, (email) => intent({ kind: "cancel-invitation", email })),
    ),
    resendInvitation: writing(means, ({ params }, deed) =>
      aboutInvitation(deed, params.invitation, (email) => intent({ kind: "resend-invitation", email })),
    ),
  };
}

/** With a tenant or a project as target, the role is the one there, and the model says how the person joins. */
function invitationOf(model: RoleModel, body: Wire["NewInvitation"]): ChangeOf<"invite-member"> {
  const { email, attributes = {} } = body;
  const target = targetOf(body);
  if (target === undefined) return { kind: "invite-member", email, role: body.role, attributes };
  const role = model.invitations.direct.get(target.place.scope) ?? body.role;
  return { kind: "invite-member", email, role, attributes, target };
}

function targetOf({ target, role }: Wire["NewInvitation"]): InvitationTarget | undefined {
  if (target?.tenant !== undefined && target.scope === "tenant") {
    return { place: { scope: "tenant", tenant: target.tenant }, role };
  }
  if (target?.project !== undefined && target.scope === "project") {
    return { place: { scope: "project", project: target.project }, role };
  }
  return undefined;
}

/** An address is left to the judge, who says what state the person is in; an id has to be known. */
async function aboutInvitation(
  { db, state }: Deed,
  named: string,
  intend: (email: string) => Intent,
): Promise<Intent | Problem> {
  if (named.includes("@")) return intend(named);
  const row = await tryFindInvitation(db, state.id, named);
  return row === undefined ? notPending(named, await endedInOrganization(db, state.id, named)) : intend(row.email);
}

/** The invitation of that id, or of that address. */
async function tryFindInvitation(db: Db, organization: string, named: string): Promise<MemberRow | undefined> {
  return db
    .selectFrom("members")
    .selectAll()
    .where("organization", "=", organization)
    .where("status", "=", "invited")
    .where((where) => where.or([where("invitation", "=", named), where("email_key", "=", emailKey(named))]))
    .executeTakeFirst();
}
