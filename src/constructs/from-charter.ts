import type {
  CharterDocument,
  Grant as GrantEntry,
  Member as MemberEntry,
} from "../charter/generated/charter-document.ts";
import type { LoadedCharter } from "../charter/loaded-charter.ts";
import { validateCharter } from "../charter/validate-charter.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { Scope } from "../membership/scope.ts";
import type { CustomRole } from "./custom-role.ts";
import { given } from "./given.ts";
import { Group } from "./group.ts";
import type { Member } from "./member.ts";
import type { Organization, OrganizationProps } from "./organization.ts";
import type { Place } from "./place.ts";
import type { BuiltInRoleModel } from "./role-of.ts";
import type { Tenant } from "./tenant.ts";

/** What a charter does not say. */
export interface FromCharterOptions
  extends Pick<OrganizationProps, "roleModel" | "members" | "grants" | "api" | "provider" | "today"> {
  /** Addresses, as plans write them, of what is there already: `members/ada@acme.example`, `roles/admin`. */
  readonly existing?: readonly string[];
}

/** The properties of an organization that a charter gives. Whoever is removed for not being declared needs whole sets. */
export function propsFromCharter({ document = {} }: LoadedCharter, options: FromCharterOptions): OrganizationProps {
  const { existing: _existing, ...rest } = options;
  const { organization = "unknown", title, tier, settings, unmanaged, guards, identities } = document;
  const form = (policy: string | undefined) => (policy === "remove" ? "set" : "each");
  return {
    organization,
    members: form(unmanaged?.members),
    grants: form(unmanaged?.grants),
    // One that is not built in has no model here, and what is known without one is checked.
    ...given({
      title,
      tier,
      settings,
      unmanaged,
      guards,
      identities,
      roleModel: document.roleModel as BuiltInRoleModel,
    }),
    ...rest,
  };
}

/** Declares everybody and everything of a charter. What is wrong with it becomes the organization's faults. */
export function declareFromCharter(
  organization: Organization,
  loaded: LoadedCharter,
  { existing = [] }: FromCharterOptions,
): void {
  organization.faults.push(
    ...loaded.findings,
    ...validateCharter(loaded, organization.model, { seatsOn: organization.today }),
  );
  new CharterDeclaration(organization, loaded.document ?? {}, new Set(existing)).declare();
}

class CharterDeclaration {
  readonly #organization: Organization;
  readonly #document: CharterDocument;
  readonly #existing: ReadonlySet<string>;
  readonly #roles = new Map<string, CustomRole>();
  readonly #members = new Map<EmailKey, Member>();
  readonly #tenants = new Map<string, Tenant>();

  constructor(organization: Organization, document: CharterDocument, existing: ReadonlySet<string>) {
    this.#organization = organization;
    this.#document = document;
    this.#existing = existing;
  }

  declare(): void {
    const { roles = {}, members = [], tenants = {}, projects = {} } = this.#document;
    for (const [key, role] of Object.entries(roles))
      this.#roles.set(key, this.#organization.role<Scope>(key, { ...role, ...this.#there(`roles/${key}`) }));
    for (const entry of members) this.#member(entry);
    for (const [key, { title, members: grants = [] }] of Object.entries(tenants)) {
      const tenant = this.#organization.tenant(key, { ...given({ title }), ...this.#there(`tenants/${key}`) });
      this.#tenants.set(key, tenant);
      this.#grants(tenant, grants);
    }
    for (const [key, { title, tenant, members: grants = [] }] of Object.entries(projects)) {
      const place = given({ title, tenant: this.#tenants.get(tenant ?? "") });
      this.#grants(this.#organization.project(key, { ...place, ...this.#there(`projects/${key}`) }), grants);
    }
  }

  #member({ email, role, attributes, permissions, until, reason, absent }: MemberEntry): void {
    // What is declared twice is a fault of the charter, and no second construct.
    if (this.#members.has(emailKey(email))) return;
    if (absent === true || role === undefined) {
      this.#organization.absent.push(email);
      return;
    }
    const optional = given({ attributes, permissions, until, reason });
    const props = { role: this.#role<"organization">(role), ...optional, ...this.#there(`members/${email}`) };
    this.#members.set(emailKey(email), this.#organization.member(email, props));
  }

  #grants<S extends "tenant" | "project">(place: Place<S>, grants: readonly GrantEntry[]): void {
    for (const { email, group, role, until, reason } of grants) {
      const of = (person: string) => this.#members.get(emailKey(person)) ?? person;
      const everybody = () => new Group(group ?? "", (this.#document.groups?.[group ?? ""] ?? []).map(of));
      const grantee = group === undefined ? of(email ?? "") : everybody();
      place.grant(grantee, this.#role<S>(role), given({ until, reason }));
    }
  }

  /** A role of another scope is a fault that validation finds. */
  #role<S extends Scope>(key: string): string | CustomRole<S> {
    return (this.#roles.get(key) as CustomRole<S> | undefined) ?? key;
  }

  #there(address: string): { readonly existing?: true } {
    return this.#existing.has(address) ? { existing: true } : {};
  }
}
