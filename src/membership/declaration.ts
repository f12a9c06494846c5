import type { SourcePosition } from "../diagnostics/source.ts";
import type { EmailKey } from "./email.ts";
import type { Organization } from "./organization.ts";

/** The collections of an organization whose undeclared objects a charter can leave, report or remove. */
export const COLLECTIONS = ["members", "roles", "tenants", "projects", "grants"] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** What becomes of a live object that no file declares: named in the plan, removed, or passed over. */
export type UnmanagedPolicy = "report" | "remove" | "ignore";

/** Rails around a plan. Undefined means that the default holds. */
export interface Guards {
  /** Share of members, pending invitations and grants that one plan may remove, in percent. */
  readonly removals: number | undefined;
  /** How many changes may raise somebody's level at the organization. */
  readonly promotions: number | undefined;
  readonly owners: { readonly min: number | undefined; readonly max: number | undefined };
  /** Who must be declared, and active, after every plan. */
  readonly required: readonly { readonly email: string; readonly source?: SourcePosition }[];
  readonly approvals: "required" | undefined;
}

/** What a charter asks for: the organization as it should be, and how to treat what it does not mention. */
export interface Declaration {
  readonly organization: Organization;
  /** Key of the role model that the charter names. */
  readonly roleModel: string | undefined;
  readonly unmanaged: Readonly<Record<Collection, UnmanagedPolicy>>;
  /** People who are removed whatever `unmanaged` says. */
  readonly absent: ReadonlyMap<EmailKey, { readonly email: string; readonly source?: SourcePosition }>;
  /** Grants that are taken away whatever `unmanaged` says: `tenants/KEY/members/EMAIL` with the address's comparison form. */
  readonly absentGrants: ReadonlySet<string>;
  readonly guards: Guards;
  /** Login at a code host, to e-mail address. */
  readonly identities: {
    readonly github: Readonly<Record<string, string>>;
    readonly gitlab: Readonly<Record<string, string>>;
  };
}
