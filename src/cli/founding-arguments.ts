import { UsageError } from "./usage-error.ts";

const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const EMAIL = /^[^\s@,;<>"']+@[^\s@,;<>"']+$/;

/** What a new organization is called and whose it is. What no charter could declare founds no organization. */
export function assertFounding(organization: string, owner: string): void {
  if (!KEY.test(organization)) {
    throw new UsageError(
      `${JSON.stringify(organization)} is not a key: small letters, digits and dashes, 63 at most, and no dash first`,
    );
  }
  if (!EMAIL.test(owner)) throw new UsageError(`${JSON.stringify(owner)} is not an e-mail address`);
}
