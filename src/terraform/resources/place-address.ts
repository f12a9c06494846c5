import { isEmail, isKey } from "../schema/validators.ts";
import type { Below } from "./grant.ts";

export function belowOf(scope: Below["scope"], key: string): Below {
  return scope === "tenant" ? { scope, tenant: key } : { scope, project: key };
}

/** `tenants/KEY/members/EMAIL`, or `KEY/EMAIL`. */
export function parsePlaceMember(scope: Below["scope"], address: string): Record<string, string> | undefined {
  const inside = address.startsWith(`${scope}s/`) ? address.slice(scope.length + 2) : address;
  const [key = "", ...rest] = inside.split("/");
  const email = (rest[0] === "members" && rest.length > 1 ? rest.slice(1) : rest).join("/");
  return isKey(key).length === 0 && isEmail(email).length === 0 ? { [scope]: key, email } : undefined;
}

/** `tenants/KEY/members`, or `KEY`. */
export function parsePlaceMembers(scope: Below["scope"], address: string): Record<string, string> | undefined {
  const inside = address.startsWith(`${scope}s/`) ? address.slice(scope.length + 2) : address;
  const key = inside.replace(/\/members$/, "");
  return isKey(key).length === 0 ? { [scope]: key } : undefined;
}
