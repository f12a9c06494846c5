import type { ChangeKind, PlannableChange } from "../membership/change.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The change that a line of a plan file means: kind and address say what it is about, `after` the rest. The file's
 * form was checked against the schema before.
 */
export function decodeChange(
  kind: Exclude<ChangeKind, "delete-organization" | "accept-invitation">,
  address: string,
  after: Fields | null,
): PlannableChange {
  const [collection = "", key = "", , email = ""] = splitAddress(address);
  const subject = subjectFields(collection, key, email);
  const patch = patchFields(kind, after ?? {});
  return { kind, ...subject, ...patch } as PlannableChange;
}

/** `tenants/eu/members/a@b` to its four parts; an e-mail address may hold a slash itself. */
function splitAddress(address: string): string[] {
  const match = /^(tenants|projects)\/([^/]+)\/(members)\/(.+)$/.exec(address);
  if (match !== null) return match.slice(1);
  const slash = address.indexOf("/");
  return slash < 0 ? [address] : [address.slice(0, slash), address.slice(slash + 1)];
}

function subjectFields(collection: string, key: string, email: string): Fields {
  const person = email === "" ? {} : { email };
  switch (collection) {
    case "roles":
      return { role: key };
    case "members":
      return { email: key };
    case "tenants":
      return { tenant: key, ...person };
    case "projects":
      return { project: key, ...person };
    default:
      return {};
  }
}

function patchFields(kind: ChangeKind, after: Fields): Fields {
  switch (kind) {
    case "override-permissions":
      return { overrides: after.permissions };
    case "transfer-ownership":
      return after.formerOwnerRole === undefined ? {} : { formerOwnerRole: after.formerOwnerRole };
    case "resend-invitation":
      return {};
    default:
      return after;
  }
}
