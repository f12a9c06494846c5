import { encodedHeader } from "./encode-text.ts";

/** Who letters are from. */
export interface MailAddress {
  readonly name: string | undefined;
  /** `local@domain`. */
  readonly address: string;
}

const NAMED = /^\s*"?([^"<>\p{Cc}]*?)"?\s*<([^<>]*)>\s*$/u;
const ADDRESS = /^[^\s@<>"(),:;[\]\\\p{Cc}]+@[^\s@<>"(),:;[\]\\\p{Cc}]+$/u;

/** Reads `charter@acme.example` or `Acme <charter@acme.example>`; undefined for anything else. */
export function tryReadMailAddress(text: string): MailAddress | undefined {
  const named = NAMED.exec(text);
  const name = named?.[1] === "" ? undefined : named?.[1];
  const address = (named?.[2] ?? text).trim();
  return ADDRESS.test(address) ? { name, address } : undefined;
}

/** As a header shows it. */
export function formatMailAddress({ name, address }: MailAddress): string {
  if (name === undefined) return address;
  const shown = encodedHeader(name);
  return shown === name ? `"${name.replaceAll("\\", "")}" <${address}>` : `${shown} <${address}>`;
}

/** What follows the `@`. */
export function domainOf({ address }: MailAddress): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
