import type { Identity, MembershipReader, MembershipWriter, WriteRequest, WriteResult } from "../../src/api/ports.ts";
import type { Capabilities } from "../../src/membership/capabilities.ts";
import { addressOf, type PlannableChange } from "../../src/membership/change.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import { judge } from "../../src/membership/judge.ts";
import type { Grant, Organization, Provenance } from "../../src/membership/organization.ts";
import type { Reading } from "../../src/membership/reading.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import type { Actor } from "../../src/membership/standing.ts";
import { plainMaps } from "./plain-maps.ts";

export const ALL_CAPABILITIES: Capabilities = {
  etags: true,
  snapshot: true,
  invitations: "expiring",
  overrides: true,
  customRoles: true,
  totals: true,
  idempotency: true,
  confirmsWrites: true,
};

export interface MemoryOptions {
  readonly model: RoleModel;
  readonly organization: Organization;
  readonly actor: Actor;
  readonly capabilities?: Partial<Capabilities>;
  /** Changes that are answered with success and not carried out. */
  readonly ignores?: (change: PlannableChange) => boolean;
  /** What a reading is made into before it is handed out: a listing that lies. */
  readonly lies?: (reading: Reading) => Reading;
}

const COMPLETE = { state: "complete" } as const;

/** A system behind both ports that lives in memory, judged by the same rules as the real one. */
export class MemoryMembership implements MembershipReader, MembershipWriter {
  readonly target = "memory://test";
  readonly capabilities: Capabilities;
  /** Every change that was carried out, in order. */
  readonly carriedOut: PlannableChange[] = [];
  readonly #options: MemoryOptions;
  readonly #draft: OrganizationDraft;
  readonly #etags = new Map<string, string>();
  readonly #answers = new Map<string, WriteResult>();
  #version = 1;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#draft = new OrganizationDraft(options.model, options.organization);
    this.capabilities = { ...ALL_CAPABILITIES, ...options.capabilities };
  }

  async whoAmI(): Promise<Identity> {
    const { email, ceiling } = this.#options.actor;
    return { email, role: this.#draft.member(emailKey(email))?.role, ceiling };
  }

  async readRoleModel(): Promise<RoleModel> {
    return this.#options.model;
  }

  async read(): Promise<Reading> {
    const reading: Reading = {
      organization: this.#withEtags(plainMaps(this.#draft.toOrganization())),
      version: this.capabilities.etags ? this.#version : 0,
      completeness: { members: COMPLETE, roles: COMPLETE, tenants: COMPLETE, projects: COMPLETE, grants: COMPLETE },
    };
    return this.#options.lies?.(reading) ?? reading;
  }

  /** Like the API, gives a repeated request the answer of the first; a refusal is thought over again. */
  async write(request: WriteRequest): Promise<WriteResult> {
    const known = this.capabilities.idempotency ? this.#answers.get(request.idempotencyKey) : undefined;
    if (known !== undefined) return known;
    const result = this.#carryOut(request);
    if (result.outcome === "done") this.#answers.set(request.idempotencyKey, result);
    return result;
  }

  /** Somebody accepts their invitation. */
  accept(email: string): void {
    applyChange(this.#draft, { kind: "accept-invitation", email });
    this.#touch(`members/${email}`);
  }

  /** A change by somebody else, whoever that is. */
  changeBehindTheBack(change: PlannableChange): void {
    applyChange(this.#draft, change);
    this.#touch(addressOf(change));
  }

  #carryOut({ change, precondition }: WriteRequest): WriteResult {
    const address = addressOf(change);
    if (this.#options.ignores?.(change) === true) return { outcome: "done" };
    const { etag, absent } = precondition;
    if (this.capabilities.etags && etag !== undefined && etag !== this.#etagOf(address))
      return { outcome: "failed", code: "precondition-failed", message: `${address} has changed` };
    if (absent === true && change.kind.startsWith("grant-") && this.#grantExists(change))
      return { outcome: "failed", code: "precondition-failed", message: `${address} exists` };
    const [refusal] = judge(this.#draft, this.#options.actor, change);
    if (refusal !== undefined) return { outcome: "failed", code: refusal.code, message: refusal.message };
    const owners = change.kind === "transfer-ownership" ? [...this.#draft.members.values()] : [];
    applyChange(this.#draft, change);
    for (const { email } of owners) this.#touch(`members/${email}`);
    this.carriedOut.push(change);
    this.#touch(address);
    if (change.kind === "invite-member") this.#nameInvitation(change.email);
    return { outcome: "done", ...(this.capabilities.etags ? { etag: this.#etagOf(address) } : {}) };
  }

  #grantExists(change: PlannableChange): boolean {
    if (change.kind === "grant-tenant-role")
      return this.#draft.grant({ scope: "tenant", tenant: change.tenant }, emailKey(change.email)) !== undefined;
    if (change.kind === "grant-project-role")
      return this.#draft.grant({ scope: "project", project: change.project }, emailKey(change.email)) !== undefined;
    return false;
  }

  #nameInvitation(email: string): void {
    const member = this.#draft.member(emailKey(email));
    if (member?.invitation === undefined) return;
    const id = `inv-${this.#version}`;
    this.#draft.setMember({
      ...member,
      invitation: { ...member.invitation, id, expiresAt: "2030-01-01T00:00:00.000Z" },
    });
  }

  #touch(address: string): void {
    this.#version += 1;
    this.#etags.set(emailKey(address), `v${this.#version}`);
  }

  #etagOf(address: string): string {
    return this.#etags.get(emailKey(address)) ?? "v1";
  }

  #withEtags(organization: Organization): Organization {
    const versioned = (address: string) => (this.capabilities.etags ? { etag: this.#etagOf(address) } : {});
    const tagged = <Key extends string, Value extends Provenance>(map: ReadonlyMap<Key, Value>, place: string) =>
      new Map(
        [...map]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([key, value]): [Key, Value] => [key, { ...value, ...versioned(`${place}/${key}`) }]),
      );
    const granted = <Value extends Provenance & { readonly members: ReadonlyMap<string, Grant> }>(
      map: ReadonlyMap<string, Value>,
      place: string,
    ) =>
      new Map(
        [...tagged(map, place)].map(([key, value]): [string, Value] => [
          key,
          { ...value, members: tagged(value.members, `${place}/${key}/members`) },
        ]),
      );
    return {
      ...organization,
      ...versioned("organization"),
      roles: tagged(organization.roles, "roles"),
      members: tagged(organization.members, "members"),
      tenants: granted(organization.tenants, "tenants"),
      projects: granted(organization.projects, "projects"),
    };
  }
}
