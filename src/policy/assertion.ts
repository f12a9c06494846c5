import type { Place, Scope } from "../membership/scope.ts";

/** Somebody, or everybody of a kind. A person matches a subject where they match one of its terms. */
export type Term =
  | { readonly kind: "people"; readonly emails: readonly string[] }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "attribute"; readonly attribute: string; readonly value: string }
  | { readonly kind: "everybody" };

/** What is said about a person. */
export type Predicate =
  | { readonly kind: "can"; readonly permission: string }
  | { readonly kind: "has-role"; readonly role: string }
  | { readonly kind: "attribute"; readonly attribute: string; readonly value: string };

/**
 * Where it is said. `somewhere`: at one place at least. `any`: at whichever place of that scope, so at each of them
 * where it must hold, and at none of them where it must not.
 */
export type Where =
  | { readonly kind: "somewhere" }
  | { readonly kind: "any"; readonly scope: Exclude<Scope, "organization"> }
  | { readonly kind: "at"; readonly place: Place };

/** What must hold: of each of these people, of none of them, or of nobody else. */
export interface Assertion {
  readonly quantifier: "each" | "none" | "only";
  readonly subject: readonly Term[];
  readonly predicate: Predicate;
  readonly where: Where;
}
