declare const brand: unique symbol;

/** An e-mail address in the form in which addresses are compared: NFC, lower case. */
export type EmailKey = string & { readonly [brand]: "EmailKey" };

const PLAIN = /^[!-@[-~]+$/;

/** The one comparison form of an address; two spellings of one address have the same key. */
export function emailKey(address: string): EmailKey {
  return (PLAIN.test(address) ? address : address.normalize("NFC").toLowerCase()) as EmailKey;
}
