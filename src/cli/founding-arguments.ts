import { builtInDocuments } from "../role-models/built-in.ts";
import { unknownWord } from "./choice.ts";
import { UsageError } from "./usage-error.ts";

const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const EMAIL = /^[^\s@,;<>"']+@[^\s@,;<>"']+$/;

/** What is wrong with the key of a new organization: nothing, or a sentence. */
export function keyFault(organization: string): string | undefined {
  if (KEY.test(organization)) return undefined;
  return `${JSON.stringify(organization)} is not a key: small letters, digits and dashes, 63 at most, and no dash first`;
}

/** What is wrong with an owner's address: nothing, or a sentence. */
export function emailFault(owner: string): string | undefined {
  return EMAIL.test(owner) ? undefined : `${JSON.stringify(owner)} is not an e-mail address`;
}

/** What is wrong with the key of a built-in role model: nothing, or a sentence. */
export function roleModelFault(key: string): string | undefined {
  const keys = builtInDocuments().map((document) => document.key);
  if (keys.includes(key)) return undefined;
  return `there is no built-in role model ${JSON.stringify(key)}. ${unknownWord(key, keys)}`;
}

/** What a new organization is called and whose it is. What no charter could declare founds no organization. */
export function assertFounding(organization: string, owner: string): void {
  const fault = keyFault(organization) ?? emailFault(owner);
  if (fault !== undefined) throw new UsageError(fault);
}
