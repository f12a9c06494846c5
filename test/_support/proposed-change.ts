import fc from "fast-check";
import type { Change, ChangeKind } from "../../src/membership/change.ts";
import type { Grant, InvitationTarget, Organization, Override } from "../../src/membership/organization.ts";
import type { Field, FieldValue, RoleModel } from "../../src/membership/role-model.ts";
import { SCOPES, type Scope } from "../../src/membership/scope.ts";
import { arbitraryValue, permissionsOf } from "./arbitrary-field.ts";
import { CUSTOM, PROJECTS, TENANTS } from "./cast.ts";
import { usualKinds } from "./change-kinds.ts";
import { type Draw, drawingFrom } from "./drawing.ts";

/**
 * Any change at all to this organization: most name what is there, some what is not, and many will be refused. With
 * `kinds`, only these.
 */
export function arbitraryChange(
  model: RoleModel,
  organization: Organization,
  kinds: readonly ChangeKind[] = usualKinds(model),
): fc.Arbitrary<Change> {
  return fc.gen().map((generator) => {
    const draw = drawingFrom(generator);
    return new Proposer(model, organization, draw).change(draw(fc.constantFrom(...kinds)));
  });
}

class Proposer {
  readonly #model: RoleModel;
  readonly #organization: Organization;
  readonly #draw: Draw;

  constructor(model: RoleModel, organization: Organization, draw: Draw) {
    this.#model = model;
    this.#organization = organization;
    this.#draw = draw;
  }

  change(kind: ChangeKind): Change {
    switch (kind) {
      case "update-organization":
        return this.#updateOrganization();
      case "delete-organization":
        return { kind };
      case "transfer-ownership":
        return { kind, email: this.#somebody(), ...this.#maybe("formerOwnerRole", () => this.#role("organization")) };
      case "create-role": {
        const scope = this.#draw(fc.constantFrom(...SCOPES));
        const role = this.#draw(fc.constantFrom(...CUSTOM, "owner", "admin"));
        return { kind, role, scope, ...this.#title(), permissions: this.#permissions(scope) };
      }
      case "update-role":
        return this.#updateRole();
      case "delete-role":
        return { kind, role: this.#customRole() };
      case "invite-member":
        return this.#invite();
      case "cancel-invitation":
      case "resend-invitation":
      case "accept-invitation":
        return { kind, email: this.#chance(0.8) ? this.#invited() : this.#somebody() };
      case "change-role":
        return { kind, email: this.#somebody(), role: this.#role("organization") };
      case "update-attributes":
        return { kind, email: this.#somebody(), attributes: this.#attributePatch() };
      case "override-permissions":
        return { kind, email: this.#somebody(), overrides: this.#overrides() };
      case "remove-member":
        return { kind, email: this.#somebody() };
      default:
        return this.#aboutPlace(kind);
    }
  }

  #aboutPlace(kind: ChangeKind): Change {
    switch (kind) {
      case "create-tenant":
        return { kind, tenant: this.#draw(fc.constantFrom(...TENANTS, "moon")), ...this.#title() };
      case "update-tenant":
        return { kind, tenant: this.#tenant(), title: this.#draw(fc.constantFrom("North", "South")) };
      case "delete-tenant":
        return { kind, tenant: this.#tenant() };
      case "grant-tenant-role":
      case "change-tenant-role": {
        const tenant = this.#tenant();
        const email = this.#grantee(kind, this.#organization.tenants.get(tenant));
        return { kind, tenant, email, role: this.#role("tenant") };
      }
      case "revoke-tenant-role": {
        const tenant = this.#tenant();
        return { kind, tenant, email: this.#grantee(kind, this.#organization.tenants.get(tenant)) };
      }
      case "create-project": {
        const project = this.#draw(fc.constantFrom(...PROJECTS, "moonshot"));
        return { kind, project, ...this.#maybe("tenant", () => this.#tenant(), 0.8), ...this.#title() };
      }
      case "update-project":
        return this.#updateProject();
      case "delete-project":
        return { kind, project: this.#project() };
      case "grant-project-role":
      case "change-project-role": {
        const project = this.#project();
        const email = this.#grantee(kind, this.#organization.projects.get(project));
        return { kind, project, email, role: this.#role("project") };
      }
      case "revoke-project-role": {
        const project = this.#project();
        return { kind, project, email: this.#grantee(kind, this.#organization.projects.get(project)) };
      }
      default:
        throw new Error(`${kind} is about no place`);
    }
  }

  #chance(share: number): boolean {
    return this.#draw(fc.noBias(fc.nat({ max: 99 }))) < share * 100;
  }

  #maybe<Key extends string, Value>(key: Key, value: () => Value, share = 0.5): { [K in Key]?: Value } {
    return this.#chance(share) ? ({ [key]: value() } as { [K in Key]?: Value }) : {};
  }

  #title(): { title?: string } {
    return this.#maybe("title", () => this.#draw(fc.constantFrom("North", "South")));
  }

  #pick(known: readonly string[], strangers: readonly string[]): string {
    const pool = known.length > 0 && this.#chance(0.9) ? known : strangers;
    return this.#draw(fc.constantFrom(...pool));
  }

  /** Sometimes in another spelling: addresses compare without regard to case. */
  #spelled(email: string): string {
    return this.#chance(0.1) ? email.toUpperCase() : email;
  }

  #somebody(): string {
    const known = [...this.#organization.members.values()].map(({ email }) => email);
    return this.#spelled(this.#pick(known, ["stranger@elsewhere.example", "ada@acme.example"]));
  }

  #invited(): string {
    const pending = [...this.#organization.members.values()].filter(({ status }) => status !== "active");
    return pending.length === 0 ? this.#somebody() : this.#draw(fc.constantFrom(...pending)).email;
  }

  #grantee(kind: ChangeKind, place: { readonly members: ReadonlyMap<string, Grant> } | undefined): string {
    const holders = [...(place?.members.values() ?? [])].map(({ email }) => email);
    if (kind.startsWith("grant") || holders.length === 0 || this.#chance(0.2)) return this.#somebody();
    return this.#spelled(this.#draw(fc.constantFrom(...holders)));
  }

  #role(scope: Scope): string {
    const builtIn = [...(this.#model.roles.get(scope)?.keys() ?? [])];
    const custom = [...this.#organization.roles.values()].filter((role) => role.scope === scope);
    return this.#pick([...builtIn, ...custom.map(({ key }) => key)], ["nobody", "tenant-member", "project-viewer"]);
  }

  #customRole(): string {
    return this.#pick([...this.#organization.roles.keys()], ["nobody", "owner"]);
  }

  #tenant(): string {
    return this.#pick([...this.#organization.tenants.keys()], ["atlantis"]);
  }

  #project(): string {
    return this.#pick([...this.#organization.projects.keys()], ["atlantis"]);
  }

  #permissions(scope: Scope): string[] {
    const known = this.#draw(fc.subarray(permissionsOf(this.#model, scope)));
    return this.#chance(0.1) ? [...known, "fly"] : known;
  }

  #updateOrganization(): Change {
    const settings: Record<string, FieldValue | null> = {};
    for (const field of this.#model.settings.values()) {
      if (this.#chance(0.5)) settings[field.key] = this.#patchValue(field);
    }
    const tier = this.#maybe("tier", () => this.#pick([...this.#model.tiers.keys()], ["platinum"]));
    const patch = { ...this.#title(), ...tier, ...(Object.keys(settings).length === 0 ? {} : { settings }) };
    return { kind: "update-organization", ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #patchValue(field: Field): FieldValue | null {
    if (this.#chance(0.2)) return null;
    return this.#chance(0.1) ? "nonsense" : this.#draw(arbitraryValue(field));
  }

  #attributePatch(): Record<string, FieldValue | null> {
    const patch: Record<string, FieldValue | null> = {};
    for (const field of this.#model.attributes.values()) {
      if (this.#chance(0.6)) patch[field.key] = this.#patchValue(field);
    }
    return this.#chance(0.1) ? { ...patch, shoeSize: 43 } : patch;
  }

  #overrides(): Record<string, Override | null> {
    const patch: Record<string, Override | null> = {};
    for (const permission of this.#model.overridable) {
      if (this.#chance(0.4))
        patch[permission] = this.#draw(fc.constantFrom<(Override | null)[]>("allow", "deny", null));
    }
    const fixed = [...this.#model.permissions.keys()].find((permission) => !this.#model.overridable.has(permission));
    if (fixed !== undefined && this.#chance(0.15)) patch[fixed] = "allow";
    return this.#chance(0.1) ? { ...patch, fly: "allow" } : patch;
  }

  #updateRole(): Change {
    const role = this.#customRole();
    const scope = this.#organization.roles.get(role)?.scope ?? "organization";
    const permissions = this.#maybe("permissions", () => this.#permissions(scope), 0.8);
    const patch = { ...this.#title(), ...permissions };
    return { kind: "update-role", role, ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #updateProject(): Change {
    const patch = { ...this.#title(), ...this.#maybe("tenant", () => this.#tenant()) };
    const project = this.#project();
    return { kind: "update-project", project, ...(Object.keys(patch).length === 0 ? { title: "West" } : patch) };
  }

  #invite(): Change {
    const attributes: Record<string, FieldValue> = {};
    for (const field of this.#model.attributes.values()) {
      if (this.#chance(0.8)) attributes[field.key] = this.#draw(arbitraryValue(field));
    }
    const email = this.#chance(0.8) ? "newcomer@acme.example" : this.#somebody();
    const target = this.#chance(0.3) ? this.#target() : undefined;
    if (target === undefined) return { kind: "invite-member", email, role: this.#role("organization"), attributes };
    const role = this.#model.invitations.direct.get(target.place.scope) ?? target.role;
    return { kind: "invite-member", email, role, attributes, target };
  }

  #target(): InvitationTarget {
    return this.#chance(0.3)
      ? { place: { scope: "tenant", tenant: this.#tenant() }, role: this.#role("tenant") }
      : { place: { scope: "project", project: this.#project() }, role: this.#role("project") };
  }
}
