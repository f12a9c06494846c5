import { Construct } from "constructs";
import { isOver } from "../charter/day.ts";
import { emailKey } from "../membership/email.ts";
import type { FieldValue } from "../membership/role-model.ts";
import { fieldTexts } from "./field-texts.ts";
import { Member as MemberResource, Owner } from "./generated/bindings/index.ts";
import { given } from "./given.ts";
import type { Organization } from "./organization.ts";
import { type RoleModelChoice, type RoleOf, roleKey, roleReference } from "./role-of.ts";

export interface MemberProps<Model extends RoleModelChoice = RoleModelChoice> {
  readonly role: RoleOf<Model, "organization">;
  /** Further fields that the role model gives to members. */
  readonly attributes?: Readonly<Record<string, FieldValue>>;
  /** Overrides of the role's defaults for this person alone. */
  readonly permissions?: Readonly<Record<string, "allow" | "deny">>;
  /** The last day (UTC), as YYYY-MM-DD, on which this is wanted; after it nothing is synthesized for the person. */
  readonly until?: string;
  /** Why, for whoever reads the code. */
  readonly reason?: string;
  /** True for somebody who is there already: their membership is imported. Not needed with `members: "set"`. */
  readonly existing?: boolean;
}

/** One person of the organization. The construct id is the address: no place in a list decides who is who. */
export class Member<Model extends RoleModelChoice = RoleModelChoice> extends Construct {
  readonly email: string;
  /** Key of the person's organization role. */
  readonly role: string;
  readonly props: MemberProps<Model>;
  /** True after the last day: nothing is synthesized for the person. */
  readonly isOver: boolean;
  /** Missing where a whole set has the person, and after the last day. */
  readonly resource: MemberResource | Owner | undefined;

  constructor(organization: Organization<Model>, email: string, props: MemberProps<Model>) {
    super(organization, emailKey(email));
    this.email = email;
    this.role = roleKey(props.role);
    this.props = props;
    this.isOver = isOver(props.until, organization.today);
    if (this.isOver) return;
    if (organization.memberSet === undefined) this.resource = makeResource(this, organization);
    else organization.memberSet.put(this);
  }
}

function makeResource<Model extends RoleModelChoice>(
  member: Member<Model>,
  organization: Organization<Model>,
): MemberResource | Owner {
  const { email, props } = member;
  // Where ownership is handed over, nobody can be made the owner as somebody is made a member.
  if (organization.handsOver(member.role)) return new Owner(member, "Resource", { email, ...organization.settled });
  const resource = new MemberResource(member, "Resource", {
    email,
    role: roleReference(props.role),
    ...given({ attributes: fieldTexts(props.attributes), permissions: props.permissions && { ...props.permissions } }),
    ...organization.settled,
  });
  if (props.existing === true) resource.importFrom(`members/${email}`, organization.provider);
  return resource;
}
