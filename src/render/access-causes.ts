import { emailKey } from "../membership/email.ts";
import type { AccessDelta, Plan } from "../plan/plan.ts";
import { describeChange } from "./describe-change.ts";

/** Says through which changes of its plan somebody's access alters, in the words of the changes. */
export function accessCauses({ changes }: Plan): (delta: AccessDelta) => string[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  return ({ email, through = [] }) =>
    through.flatMap((id) => {
      const change = byId.get(id);
      if (change === undefined) return [];
      const { subject, detail } = describeChange(change);
      return [emailKey(subject) === emailKey(email) ? detail : `${subject}: ${detail}`];
    });
}
