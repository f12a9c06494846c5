/** What a page is made of: the data that stands in it as JSON, and that its script shows. Only types. */
export interface PageData {
  readonly organization: { readonly key: string; readonly title?: string };
  /** The target that was read. */
  readonly api: string;
  /** The live state, where it was read. */
  readonly roster?: RosterData;
  readonly plan?: PlanData;
}

/** The people, roles and places of an organization. People, roles and places are named by their index. */
export interface RosterData {
  readonly roles: readonly RoleData[];
  readonly people: readonly PersonData[];
  readonly places: readonly PlaceData[];
}

/** How much a role can do, from 1 to 5, as a share of what the highest can. */
export type Heat = 1 | 2 | 3 | 4 | 5;

export interface RoleData {
  readonly scope: "organization" | "tenant" | "project";
  readonly key: string;
  readonly title: string;
  readonly heat: Heat;
}

export interface PersonData {
  readonly email: string;
  /** Role at the organization; absent for somebody who only has one at a tenant or a project. */
  readonly role?: number;
  readonly status: "active" | "invited" | "expired" | "outside";
  /** Attributes and overrides, in words. */
  readonly notes?: string;
  /** Instant at which an invitation ends. */
  readonly expires?: string;
  /** What accepting the invitation grants as well. */
  readonly grants?: string;
}

export interface PlaceData {
  readonly scope: "tenant" | "project";
  readonly key: string;
  readonly title?: string;
  /** The place of the tenant that a project belongs to. */
  readonly tenant?: number;
  /** Person and role. */
  readonly members: readonly (readonly [number, number])[];
}

export interface PlanData {
  readonly refusals: readonly RefusalData[];
  readonly changes: readonly ChangeData[];
  readonly access: readonly AccessData[];
  readonly waiting: readonly { readonly address: string; readonly for: string; readonly role: string }[];
  readonly unmanaged: readonly { readonly address: string; readonly role?: string }[];
}

export interface RefusalData {
  readonly code: string;
  readonly address: string;
  readonly message: string;
  /** `file:line`. */
  readonly source?: string;
}

export interface ChangeData {
  readonly id: string;
  readonly sign: "+" | "~" | "-";
  /** The organization, its roles, its people, or one tenant or project. */
  readonly group: string;
  readonly subject: string;
  readonly detail: string;
  readonly effects: readonly string[];
  readonly privilege: "broadens" | "narrows" | "unchanged";
  readonly source?: string;
}

export interface AccessData {
  readonly email: string;
  readonly scope: string;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  /** Only once the invitation is accepted. */
  readonly once: boolean;
  readonly through: readonly string[];
}
