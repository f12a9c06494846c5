import { emailKey } from "../../membership/email.ts";
import { isRecord, type Value } from "../codec/value.ts";

/** What is wrong with a value, and under which key of a map. */
export interface Fault {
  readonly message: string;
  readonly key?: string;
}

/** Says what is wrong with a value that is known and not null; elements of it may still be unknown. */
export type Validator = (value: Value) => readonly Fault[];

const EMAIL = /^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u;
const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;

function one(message: (text: string) => string | undefined): Validator {
  return (value) => {
    const found = typeof value === "string" ? message(value) : undefined;
    return found === undefined ? [] : [{ message: found }];
  };
}

export const isEmail: Validator = one((text) =>
  EMAIL.test(text) && text.length <= 254 ? undefined : `${JSON.stringify(text)} is not an e-mail address`,
);

/** A key of a role, a tenant or a project. */
export const isKey: Validator = one((text) =>
  KEY.test(text)
    ? undefined
    : `${JSON.stringify(text)} is not a key: lower-case letters, digits and hyphens, at most 63, starting with a letter or digit`,
);

export const isNotEmpty: Validator = one((text) => (text.trim() === "" ? "must not be empty" : undefined));

export const isHttpUrl: Validator = one((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    return `${JSON.stringify(text)} is not the address of an API: it must be http://… or https://…`;
  return url.username === "" && url.password === ""
    ? undefined
    : "must not hold a password; put the token into token, or into CHARTER_TOKEN";
});

export function isOneOf(choices: readonly string[]): Validator {
  return one((text) =>
    choices.includes(text) ? undefined : `${JSON.stringify(text)} must be one of ${choices.join(", ")}`,
  );
}

/** Every value of a map is one that the validator accepts. */
export function eachValue(validator: Validator): Validator {
  return (value) => entriesOf(value).flatMap(([key, item]) => validator(item).map(({ message }) => ({ key, message })));
}

/** Keys of a map are e-mail addresses, each of them there once however it is spelled. */
export const hasEmailKeys: Validator = (value) => {
  const seen = new Map<string, string>();
  return entriesOf(value).flatMap(([key]): readonly Fault[] => {
    const [fault] = isEmail(key);
    const before = seen.get(emailKey(key));
    seen.set(emailKey(key), key);
    if (fault !== undefined) return [{ key, message: fault.message }];
    return before === undefined
      ? []
      : [{ key, message: `${key} is the same address as ${before}; keep one of the two` }];
  });
};

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
