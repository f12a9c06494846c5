import { quoted } from "../diagnostics/printable.ts";
import { listed, suggestion } from "../diagnostics/suggest.ts";
import { customRole } from "../membership/custom-role.ts";
import type { CustomRole } from "../membership/organization.ts";
import { type Role, type RoleModel, tryFindBuiltInRole } from "../membership/role-model.ts";
import { SCOPES, type Scope } from "../membership/scope.ts";
import { isKeystone } from "../membership/standing.ts";
import type { CharterDocument } from "./generated/charter-document.ts";
import type { LeftOut } from "./left-out.ts";

/** Why a role cannot be given, as a finding says it. */
export interface RoleFault {
  readonly code: "unknown-role" | "wrong-scope" | "role-not-on-tier";
  readonly message: string;
}

/** The roles that a charter can give: built in, declared in it, and there from an organization's start. */
export class RoleBook {
  readonly #model: RoleModel;
  readonly #tier: string | undefined;
  readonly #leftOut: LeftOut;
  readonly #custom = new Map<string, Role>();
  /** What was judged before: null where there is no fault. */
  readonly #judged: Readonly<Record<Scope, Map<string, RoleFault | null>>> = {
    organization: new Map(),
    tenant: new Map(),
    project: new Map(),
  };

  constructor({ roles, tier }: CharterDocument, model: RoleModel, leftOut: LeftOut) {
    this.#model = model;
    this.#tier = tier;
    this.#leftOut = leftOut;
    for (const role of model.founding.roles) this.#declare({ ...role, scope: "organization" });
    for (const [key, { scope = "organization", title, permissions }] of Object.entries(roles ?? {}))
      this.#declare({ key, scope, title, permissions });
  }

  /** Why a role cannot be given at a scope. */
  fault(scope: Scope, key: string): RoleFault | undefined {
    const known = this.#judged[scope].get(key);
    if (known !== undefined) return known ?? undefined;
    const fault = this.#judge(scope, key);
    this.#judged[scope].set(key, fault ?? null);
    return fault;
  }

  /** True where holders of this organization role are what the organization must never be without. */
  isKeystone(key: string): boolean {
    const role = tryFindBuiltInRole(this.#model, "organization", key) ?? this.#custom.get(key);
    return role !== undefined && isKeystone({ model: this.#model }, role);
  }

  /** The organization roles that hold the keystone. */
  keystoneRoles(): string[] {
    return this.#keysOf("organization").filter((key) => this.isKeystone(key));
  }

  #declare(role: CustomRole): void {
    this.#custom.set(role.key, customRole(this.#model, role));
  }

  #judge(scope: Scope, key: string): RoleFault | undefined {
    const builtIn = tryFindBuiltInRole(this.#model, scope, key);
    if (builtIn !== undefined) return this.#tierFault(key, builtIn.tiers);
    if (this.#custom.get(key)?.scope === scope) return undefined;
    const elsewhere = SCOPES.find((other) => this.#keysOf(other).includes(key));
    const known = this.#keysOf(scope);
    if (elsewhere !== undefined) {
      const message = `${quoted(key)} is a role of the ${elsewhere}, not of the ${scope}; ${suggestion(key, known)}`;
      return { code: "wrong-scope", message };
    }
    if (!this.#leftOut.isWhole("roles") || this.#leftOut.has(["roles", key])) return undefined;
    const advice = suggestion(key, known);
    const or = advice.endsWith("?") ? " Or declare it under roles" : "; or declare it under roles";
    const declare = this.#model.customRoles?.scopes.has(scope) ? or : "";
    const message = `there is no ${scope} role ${quoted(key)}; ${advice}${declare}`;
    return { code: "unknown-role", message };
  }

  #tierFault(key: string, tiers: ReadonlySet<string> | undefined): RoleFault | undefined {
    if (tiers === undefined || this.#tier === undefined || tiers.has(this.#tier)) return undefined;
    const message = `the role ${quoted(key)} is not on the tier ${quoted(this.#tier)}; it is on ${listed([...tiers])}`;
    return { code: "role-not-on-tier", message };
  }

  #keysOf(scope: Scope): string[] {
    const custom = [...this.#custom].filter(([, role]) => role.scope === scope).map(([key]) => key);
    return [...(this.#model.roles.get(scope)?.keys() ?? []), ...custom];
  }
}
