import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Member } from "../membership/organization.ts";
import type { DifferenceBuilder } from "./difference.ts";

/** An ownership that moves in this plan: both people get their organization role by it, and by nothing else. */
export interface Handover {
  readonly from: EmailKey | undefined;
  readonly to: EmailKey;
  /** The role that the former owner has afterwards. */
  readonly formerOwnerRole: string;
}

/** Where there is exactly one owner, a change of owner is one atomic transfer. Several are made and unmade like others. */
export function diffOwnership(builder: DifferenceBuilder): Handover | undefined {
  const { ownership } = builder.model;
  const { count, handover, keystone } = ownership;
  if (count !== "exactly-one" || handover !== "transfer" || !("role" in keystone)) return undefined;
  const wanted = findHolder(builder.desired.members.values(), keystone.role);
  const present = findHolder(builder.current.members.values(), keystone.role);
  if (wanted === undefined || (present !== undefined && emailKey(present.email) === emailKey(wanted.email)))
    return undefined;
  const declared = present && builder.desired.members.get(emailKey(present.email));
  const formerOwnerRole = declared?.role ?? ownership.formerOwnerRole ?? keystone.role;
  builder.want({ kind: "transfer-ownership", email: wanted.email, formerOwnerRole }, wanted.source);
  return { from: present && emailKey(present.email), to: emailKey(wanted.email), formerOwnerRole };
}

function findHolder(members: Iterable<Member>, role: string): Member | undefined {
  for (const member of members) if (member.role === role && member.status === "active") return member;
  return undefined;
}
